<?cs include!"layout.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.report_receipt.title) ?><?cs
call:notice("warning", T.report_receipt.keep_title, T.report_receipt.keep_text) ?>
<p class="az-code az-code--big" id="receipt"><?cs var:Receipt.code ?></p>
<p class="az-row-actions"><button type="button" class="govuk-button govuk-button--secondary" hidden data-az-copy="receipt" data-az-done="<?cs var:T.common.copied ?>"><?cs var:T.report_receipt.copy ?></button> <button type="button" class="govuk-button govuk-button--secondary" hidden data-az-print><?cs var:T.common.print ?></button></p>
<p class="govuk-body"><strong><?cs var:Receipt.number ?></strong> <?cs var:T.report_receipt.number_note ?></p><?cs
if:subcount(Receipt.files) ?><?cs
call:subheading(T.report_receipt.files) ?><?cs
call:stored_files(Receipt.files) ?><?cs
/if ?><?cs
call:form_whole(Form) ?><?cs
call:proof_offer(ProofOffer) ?><?cs
call:subheading(T.report_receipt.next_title) ?>
<ol class="az-steps"><?cs
call:step(T.report_receipt.next_1_title, T.report_receipt.next_1_text) ?><?cs
call:step(T.report_receipt.next_2_title, T.report_receipt.next_2_text) ?>
</ol>
<?cs call:page_foot() ?>
