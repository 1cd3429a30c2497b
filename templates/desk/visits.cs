<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.visit.list_title) ?><?cs
call:lead(T.visit.list_lead) ?>
<p class="govuk-body"><?cs call:button_link("/desk/visits/new", T.visit_new.title) ?></p><?cs
if:Filter.one ?>
<p class="govuk-body"><?cs var:T.visit.of_one ?> <strong><?cs var:Filter.enterprise ?></strong> <?cs call:link("/desk/visits", T.visit.of_all) ?></p><?cs
/if ?><?cs
call:tabs(T.visit.list_title, Tabs) ?><?cs
if:subcount(Visits) ?><?cs
call:table_quiet(T.visit.list_title) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.visit.enterprise) ?><?cs call:th(T.visit.sector) ?><?cs call:th(T.visit.organisation) ?><?cs call:th(T.common.state) ?><?cs call:th(T.visit.score) ?><?cs call:th(T.visit.begun_on) ?><?cs
call:table_body() ?><?cs
each:visit = Visits ?>
<tr><?cs call:td_head_number(visit.href, visit.no) ?><?cs
call:td(T.visit.enterprise, visit.enterprise) ?><?cs
call:td(T.visit.sector, visit.sector) ?><?cs
call:td(T.visit.organisation, visit.organisation) ?>
<td data-label="<?cs var:T.common.state ?>"><span><?cs call:tag(visit.tag, visit.state_text) ?><?cs if:visit.trial ?> <?cs call:tag("violet", visit.kind) ?><?cs /if ?><?cs if:visit.incomplete ?> <?cs call:tag("amber", T.visit.incomplete_tag) ?><?cs /if ?><?cs if:visit.majors ?> <?cs call:tag("major", visit.majors) ?><?cs /if ?></span></td><?cs
if:visit.score ?><?cs call:td(T.visit.score, visit.score) ?><?cs else ?><td></td><?cs /if ?><?cs
call:td_date(T.visit.begun_on, visit.begun_on) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
call:pagination(Pager) ?><?cs
else ?><?cs
call:empty(T.visit.none) ?><?cs
/if ?>
<?cs call:page_foot() ?>
