<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading_about(T.assessment.list_title, Heading) ?><?cs
if:Due ?>
<p class="govuk-body"><?cs var:T.assessment.due ?> <span class="az-date"><?cs var:Due ?></span></p><?cs
/if ?>
<form class="az-filter" method="get" action="/desk/assessments">
<div><label class="govuk-label" for="year"><?cs var:T.assessment.year ?></label><select class="govuk-select" id="year" name="year"><?cs
each:option = Years ?><option value="<?cs var:option.code ?>"<?cs if:option.checked ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs /each ?></select></div><?cs
if:Filter.state ?><?cs call:filter_hidden("state", Filter.state) ?><?cs /if ?><?cs
call:filter_end("") ?><?cs
call:tabs(T.common.state, Tabs) ?><?cs
if:subcount(Rows) ?><?cs
call:table_quiet(T.assessment.list_title) ?><?cs
call:th(T.assessment.insurer) ?><?cs call:th(T.common.state) ?><?cs call:th(T.assessment.filed_at) ?><?cs call:th_number(T.assessment.self) ?><?cs call:th_number(T.assessment.computed) ?><?cs call:th(T.assessment.grade) ?><?cs
call:table_body() ?><?cs
each:row = Rows ?>
<tr><?cs if:row.href ?><?cs call:td_head_link(row.href, row.insurer) ?><?cs else ?><?cs call:td_head(row.insurer) ?><?cs /if ?><?cs
call:td_tag(T.common.state, row.tone, row.state_text) ?><?cs
if:row.filed_at ?><?cs call:td_date(T.assessment.filed_at, row.filed_at) ?><?cs call:td_number(T.assessment.self, row.self_score) ?><?cs call:td_number(T.assessment.computed, row.score) ?><?cs call:td(T.assessment.grade, row.grade_text) ?><?cs
else ?><td data-label="<?cs var:T.assessment.filed_at ?>"><?cs alt:row.overdue_text ?><?cs var:T.assessment.nothing ?><?cs /alt ?></td><?cs call:td_number(T.assessment.self, T.assessment.nothing) ?><?cs call:td_number(T.assessment.computed, T.assessment.nothing) ?><?cs call:td(T.assessment.grade, T.assessment.nothing) ?><?cs
/if ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs
call:empty(T.common.empty) ?><?cs
/if ?>
<?cs call:page_foot() ?>
