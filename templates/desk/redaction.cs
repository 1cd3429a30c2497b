<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Report.href, Report.no) ?><?cs
call:heading_about(Report.no, T.redaction.title) ?><?cs
if:Preview.shown ?>
<section class="az-panel" id="preview" aria-labelledby="preview-title">
<h2 class="govuk-heading-m" id="preview-title"><?cs var:T.redaction.preview ?></h2><?cs
if:Preview.bare ?><?cs call:notice("warning", T.redaction.bare_title, T.redaction.bare) ?><?cs /if ?>
<p class="az-typed az-redacted"><?cs var:Preview.body ?></p>
<p class="govuk-hint"><?cs var:T.redaction.preview_next ?></p>
</section><?cs
else ?><?cs
call:paragraph(T.redaction.lead) ?><?cs
/if ?>
<div class="az-redaction" data-az-redact="<?cs var:T.redaction.cover ?>"><?cs call:form_whole(Form) ?></div>
<p class="govuk-hint" role="status" id="redact-said" hidden><?cs var:T.redaction.mark ?></p>
<script type="module" src="/js/redact.js?v=<?cs var:Page.asset ?>"></script>
<?cs call:page_foot() ?>
