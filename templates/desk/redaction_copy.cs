<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
if:Attach.action ?><?cs call:form_errors(Attach) ?><?cs /if ?><?cs
call:back_link(Report.href, Report.no) ?><?cs
call:heading(T.redaction.copy_title) ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:summary_row(T.redaction.for_whom, Copy.purpose) ?><?cs
call:summary_row(T.redaction.authority, Copy.authority) ?><?cs
call:summary_date(T.redaction.made_on, Copy.made_on) ?><?cs
call:summary_end() ?><?cs
if:Copy.file ?>
<figure class="az-picture"><img src="<?cs var:Copy.file ?>" alt="<?cs var:T.redaction_picture.copy_alt ?>"></figure><?cs
else ?>
<p class="az-typed az-redacted" id="copy"><?cs var:Copy.body ?></p><?cs
/if ?>
<p class="govuk-hint az-row-actions"><?cs var:T.redaction.made_by ?> <?cs var:Copy.maker ?>. <?cs var:T.redaction.print ?></p>
</div>
<?cs
if:Copy.for_hazard ?><div class="az-panel az-measure"><?cs call:subheading(T.redaction_attach.title) ?><?cs
if:Copy.hazard ?><p class="govuk-body"><?cs var:T.redaction_attach.done ?> <span class="az-figure"><?cs var:Copy.hazard ?></span></p><?cs
elif:Attach.action ?><?cs call:paragraph(T.redaction_attach.text) ?><?cs call:form_whole(Attach) ?><?cs
else ?><?cs call:paragraph(T.redaction_attach.later) ?><?cs
/if ?></div><?cs
/if ?>
<details class="govuk-details az-row-actions"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.redaction_discard.title ?></span></summary><div class="govuk-details__text"><?cs call:paragraph(T.redaction_discard.text) ?><?cs call:form_whole(Form) ?></div></details>
<?cs call:page_foot() ?>
