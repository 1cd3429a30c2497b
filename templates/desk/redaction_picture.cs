<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Report.href, Report.no) ?><?cs
call:heading_about(Report.no, Page.title) ?><?cs
call:paragraph(T.redaction_picture.lead) ?><?cs
if:File.page ?><?cs call:paragraph(T.redaction_picture.page_lead) ?><?cs call:subheading(File.page) ?>
<nav class="az-pager" aria-label="<?cs var:T.common.pages ?>"><?cs if:File.previous ?><a class="govuk-button govuk-button--secondary" rel="prev" href="<?cs var:File.previous ?>"><span aria-hidden="true">← </span><?cs var:T.redaction_picture.previous ?></a><?cs else ?><span></span><?cs /if ?><?cs if:File.next ?><a class="govuk-button govuk-button--secondary" rel="next" href="<?cs var:File.next ?>"><?cs var:T.redaction_picture.next ?><span aria-hidden="true"> →</span></a><?cs else ?><span></span><?cs /if ?></nav><?cs
/if ?>
<div class="az-split">
<div>
<figure class="az-picture" id="picture">
<img src="<?cs var:File.href ?>" alt="<?cs var:T.redaction_picture.alt ?>">
<svg class="az-picture__grid" viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M100 0V1000M0 100H1000"/><path d="M200 0V1000M0 200H1000"/><path d="M300 0V1000M0 300H1000"/><path d="M400 0V1000M0 400H1000"/><path d="M500 0V1000M0 500H1000"/><path d="M600 0V1000M0 600H1000"/><path d="M700 0V1000M0 700H1000"/><path d="M800 0V1000M0 800H1000"/><path d="M900 0V1000M0 900H1000"/></svg>
</figure>
<p class="govuk-hint"><?cs var:T.redaction_picture.grid ?> <span data-az-with-script hidden><?cs var:T.redaction_picture.draw ?></span></p>
</div>
<div class="az-panel"><?cs call:form_whole(Form) ?></div>
</div>
<script type="module" src="/js/redact.js?v=<?cs var:Page.asset ?>"></script>
<?cs call:page_foot() ?>
