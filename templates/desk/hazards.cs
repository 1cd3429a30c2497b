<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.hazard.list_title) ?><?cs
call:lead(T.hazard.list_lead) ?><?cs
if:Filter.one ?>
<p class="govuk-body"><?cs var:T.visit.of_one ?> <strong><?cs var:Filter.enterprise ?></strong> <?cs call:link("/desk/hazards", T.visit.of_all) ?></p><?cs
/if ?><?cs
call:tabs(T.hazard.list_title, Tabs) ?><?cs
if:subcount(Hazards) ?><?cs
call:table_quiet(T.hazard.list_title) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.visit.enterprise) ?><?cs call:th(T.visit.item) ?><?cs call:th(T.hazard_note.grade) ?><?cs call:th(T.common.state) ?><?cs call:th(T.hazard_note.deadline) ?><?cs
call:table_body() ?><?cs
each:hazard = Hazards ?>
<tr><?cs call:td_head_number(hazard.href, hazard.no) ?><?cs
call:td(T.visit.enterprise, hazard.enterprise) ?><?cs
call:td(T.visit.item, hazard.question) ?><?cs
if:hazard.major ?><?cs call:td_tag(T.hazard_note.grade, "major", hazard.grade) ?><?cs else ?><?cs call:td_tag(T.hazard_note.grade, "grey", hazard.grade) ?><?cs /if ?><?cs
call:td_tag(T.common.state, hazard.tag, hazard.state) ?>
<td data-label="<?cs var:T.hazard_note.deadline ?>"><span><span class="az-date"><?cs var:hazard.deadline ?></span><?cs if:hazard.overdue ?> <?cs call:tag("overdue", T.hazard.overdue) ?><?cs /if ?></span></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
call:pagination(Pager) ?><?cs
else ?><?cs
call:empty(T.hazard.none) ?><?cs
/if ?>
<?cs call:page_foot() ?>
