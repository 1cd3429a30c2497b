<?cs include!"layout.cs" ?><?cs include!"report_parts.cs" ?><?cs include!"flood_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
if:Form.at == "kind" || Form.at == "whole" ?><?cs
call:heading(T.report_form.title) ?><?cs
call:lead(T.report_form.lead) ?>
<p class="govuk-body"><?cs var:T.report_form.before ?> <?cs call:link("/report/track", T.home.track) ?></p>
<ul class="az-measure govuk-list govuk-list--bullet">
<li><?cs var:T.report_form.who_sees_1 ?></li>
<li><?cs var:T.report_form.who_sees_2 ?></li>
<li><?cs var:T.report_form.who_sees_3 ?></li>
</ul>
<p class="govuk-body"><?cs if:Form.at == "whole" ?><?cs call:link("/report", T.report_form.step_by_step) ?><?cs else ?><?cs call:link("/report?pages=one", T.report_form.one_page) ?><?cs /if ?></p><?cs
else ?><?cs
call:heading_about(T.report_form.title, Form.title) ?><?cs
/if ?><?cs
if:Form.about ?><?cs call:paragraph(Form.about) ?><?cs /if ?><?cs
if:Form.progress ?>
<p class="govuk-body az-muted"><?cs var:Form.progress ?></p><?cs
/if ?><?cs
if:Door.label ?><?cs call:report_door(Door) ?><?cs /if ?><?cs
if:Found.text && Form.at == "which" ?>
<p class="govuk-body" role="status" id="found"><strong><?cs var:Found.typed ?></strong><?cs var:T.report_find.colon ?><?cs var:Found.text ?></p><?cs
/if ?><?cs
call:form_begin(Form) ?><?cs call:form_fields(Form) ?><?cs call:report_flood() ?><?cs call:form_end(Form) ?>
<?cs call:page_foot() ?>
