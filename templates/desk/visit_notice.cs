<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:back_link(Visit.href, Visit.no) ?><?cs
call:heading_about(Visit.no, T.hazard_notice.title) ?>
<p class="govuk-body az-row-actions"><button type="button" class="govuk-button govuk-button--secondary" hidden data-az-print><?cs var:T.visit.print ?></button></p>
<p class="govuk-body"><strong><?cs var:Visit.enterprise ?></strong> <span class="az-code"><?cs var:Visit.uscc ?></span></p><?cs
call:paragraph(Notice) ?>
<ol class="az-entries az-notice-list"><?cs each:hazard = Hazards ?>
<li><p class="az-entry__title"><span class="az-code"><?cs var:hazard.no ?></span> <?cs var:hazard.question ?></p>
<p><?cs if:hazard.major ?><?cs call:tag("major", hazard.grade) ?><?cs else ?><?cs call:tag("grey", hazard.grade) ?><?cs /if ?></p><?cs
call:hazard_about(hazard) ?></li><?cs
/each ?>
</ol><?cs
call:paragraph(T.hazard_notice.duties) ?>
<div class="az-sign-lines">
<p><?cs var:T.hazard_notice.issued_by ?> <?cs var:Visit.organisation ?></p>
<p><?cs var:T.visit_sign.inspector ?> <?cs var:Visit.inspector_name ?> <span class="az-muted"><?cs var:Visit.inspector_position ?></span> <span class="az-sign-line"></span></p>
<?cs if:Visit.party_signed ?><p><?cs var:T.visit_sign.party ?> <?cs var:Visit.party_name ?> <span class="az-muted"><?cs var:Visit.party_position ?></span> <span class="az-sign-line"></span></p><?cs
else ?><p><?cs var:T.visit_sign.party ?> <?cs var:Visit.party_name ?> <span class="az-muted"><?cs var:Visit.party_position ?></span> <strong><?cs var:T.visit_sign.party_signed.refused ?></strong> <span class="az-typed"><?cs var:Visit.refusal ?></span></p><?cs
/if ?>
<p><?cs var:T.visit.closed_at ?> <span class="az-date"><?cs var:Visit.closed_at ?></span></p>
</div>
<?cs call:page_foot() ?>
