<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.assessment.own_title) ?><?cs
call:lead(T.assessment.own_lead) ?><?cs
if:subcount(Rows) ?><?cs
call:table_quiet(T.assessment.own_title) ?><?cs
call:th(T.assessment.year) ?><?cs call:th(T.common.state) ?><?cs call:th(T.assessment.due) ?><?cs call:th(T.assessment.filed_at) ?><?cs call:th(T.assessment.score) ?><?cs
call:table_body() ?><?cs
each:row = Rows ?>
<tr><?cs call:td_head_link(row.href, row.title) ?><?cs
call:td_tag(T.common.state, row.tone, row.state_text) ?><?cs
if:row.overdue ?><td data-label="<?cs var:T.assessment.due ?>"><span><span class="az-date"><?cs var:row.due ?></span> <?cs call:tag("red", row.overdue_text) ?></span></td><?cs else ?><?cs call:td_date(T.assessment.due, row.due) ?><?cs /if ?><?cs
if:row.filed_at ?><?cs call:td_date(T.assessment.filed_at, row.filed_at) ?><td data-label="<?cs var:T.assessment.score ?>"><span><?cs var:row.score ?> · <?cs var:row.grade_text ?></span></td><?cs
else ?><?cs call:td(T.assessment.filed_at, T.assessment.nothing) ?><?cs call:td(T.assessment.score, T.assessment.nothing) ?><?cs /if ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.assessment_begin.title) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?>
<?cs call:page_foot() ?>
