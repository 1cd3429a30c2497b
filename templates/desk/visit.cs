<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:visit_head() ?>
<p class="govuk-body az-row-actions"><button type="button" class="govuk-button govuk-button--secondary" hidden data-az-print><?cs var:T.visit.print ?></button><?cs if:Visit.notice ?> <a class="govuk-button govuk-button--secondary" href="<?cs var:Visit.notice ?>"><?cs var:T.hazard_notice.title ?></a><?cs /if ?></p>
<div class="az-split">
<div><?cs
call:visit_about() ?><?cs
call:visit_findings() ?><?cs
call:visit_hazards() ?><?cs
call:visit_results() ?><?cs
if:Visit.signed ?><?cs call:visit_signatures() ?><?cs /if ?>
</div>
<div>
<div class="az-panel"><?cs
call:visit_score() ?>
</div><?cs
call:visit_trail() ?>
</div>
</div>
<?cs call:page_foot() ?>
