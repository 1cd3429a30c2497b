<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.report_receipt.title) ?><?cs
call:notice("success", T.report_receipt.keep_title, T.report_receipt.keep_text) ?>
<p class="az-code az-code--big" id="receipt"><?cs var:Receipt.code ?></p><?cs
if:subcount(Receipt.files) ?><?cs
call:subheading(T.report_receipt.files) ?>
<ul class="az-files"><?cs each:file = Receipt.files ?>
<li><span><?cs var:file.name ?></span><span class="az-muted"><?cs var:file.size ?></span></li><?cs /each ?>
</ul><?cs
/if ?><?cs
call:subheading(T.report_receipt.next_title) ?>
<ol class="az-steps"><?cs
call:step(T.report_receipt.next_1_title, T.report_receipt.next_1_text) ?><?cs
call:step(T.report_receipt.next_2_title, T.report_receipt.next_2_text) ?>
</ol>
<p class="govuk-body"><?cs call:button_link("/report/track", T.report_receipt.track) ?></p>
<?cs call:page_foot() ?>
