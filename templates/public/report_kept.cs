<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.report_receipt.kept_title) ?><?cs
call:paragraph(T.report_receipt.kept_text) ?>
<p class="govuk-body"><?cs call:button_link("/report/track", T.report_receipt.look) ?></p>
<?cs call:page_foot() ?>
