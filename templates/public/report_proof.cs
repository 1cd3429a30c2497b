<?cs include!"layout.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.report_proof.title) ?><?cs
call:lead(T.report_proof.lead) ?><?cs
if:Proof.path ?>
<svg class="az-qr" xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 <?cs var:Proof.side ?> <?cs var:Proof.side ?>" shape-rendering="crispEdges" role="img" aria-label="<?cs var:T.report_proof.code_label ?>"><rect width="<?cs var:Proof.side ?>" height="<?cs var:Proof.side ?>" fill="#ffffff"/><path fill="#000000" d="<?cs var:Proof.path ?>"/></svg>
<p class="govuk-body"><?cs var:T.report_proof.code_use ?> <a class="govuk-link" href="<?cs var:Proof.link ?>"><?cs var:T.report_proof.code_open ?></a></p><?cs
else ?><?cs call:paragraph(T.report_proof.code_none) ?><?cs
/if ?>
<div class="az-measure"><?cs call:proof_content(Proof) ?></div>
<p class="az-row-actions"><button type="button" class="govuk-button govuk-button--secondary" hidden data-az-print><?cs var:T.common.print ?></button></p><?cs
call:notice("info", T.report_proof.think_title, T.report_proof.think) ?><?cs
# Without data-az-once: after the file was saved the page is still there, and may be asked for again at once. ?>
<form class="az-form" method="post" action="<?cs var:Form.action ?>" novalidate><input type="hidden" name="csrf" value="<?cs var:Form.token ?>"><?cs
call:form_fields(Form) ?>
<div class="az-row-actions"><button type="submit" class="govuk-button" name="file" value="1"><?cs var:T.report_proof.download ?></button> <button type="submit" class="govuk-button govuk-button--secondary"><?cs var:Form.submit ?></button></div>
</form>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.report_proof.text_title ?></span></summary><div class="govuk-details__text">
<p class="govuk-body"><?cs var:T.report_proof.text_use ?><?cs if:Proof.address ?> <a class="govuk-link" href="/proof/verify"><?cs var:Proof.address ?></a><?cs /if ?></p>
<p class="az-code az-typed" id="proof-text"><?cs var:Proof.text ?></p></div></details>
<?cs call:page_foot() ?>
