<?cs include!"layout.cs" ?><?cs include!"key_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/keys", T.key_giving.title) ?><?cs
call:heading_about(Wait.login, T.key_giving.decide_title) ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.key_giving.login, Wait.login) ?><?cs
call:summary_row(T.key_giving.name, Wait.name) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.key_giving.role ?></dt><dd class="govuk-summary-list__value"><?cs var:Wait.handler ?> <?cs var:Wait.city ?></dd></div><?cs
call:summary_row(T.key_giving.ring, Wait.ring) ?><?cs
call:key_waits(Wait) ?><?cs
call:summary_end() ?>
<div class="az-panel"><?cs
call:subheading(T.key_giving.decide) ?><?cs
if:Wait.custody ?><?cs call:paragraph(T.key_giving.decide_lead_custody) ?><?cs else ?><?cs call:paragraph(T.key_giving.decide_lead) ?><?cs /if ?><?cs
call:form_whole(Form) ?>
</div>
<?cs call:page_foot() ?>
