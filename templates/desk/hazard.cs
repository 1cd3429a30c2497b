<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/hazards", T.hazard.list_title) ?><?cs
call:heading_about(Hazard.no, Hazard.enterprise) ?>
<p class="govuk-body"><?cs if:Hazard.major ?><?cs call:tag("major", Hazard.grade) ?><?cs else ?><?cs call:tag("grey", Hazard.grade) ?><?cs /if ?> <?cs call:tag(Hazard.tag, Hazard.state) ?><?cs if:Hazard.overdue ?> <?cs call:tag("overdue", T.hazard.overdue) ?><?cs /if ?></p>
<div class="az-split">
<div><?cs
call:lead(Hazard.question) ?><?cs
call:summary_begin() ?><?cs
if:Hazard.visit ?><?cs call:summary_link(T.hazard.visit, Hazard.visit_href, Hazard.visit) ?><?cs /if ?><?cs
if:Origin.no ?><?cs call:summary_link(T.report_link.origin, Origin.href, Origin.no) ?><?cs /if ?><?cs
call:summary_row(T.visit.organisation, Hazard.organisation) ?><?cs
call:summary_code(T.enterprise.uscc, Hazard.uscc) ?><?cs
call:summary_row(T.visit.sector, Hazard.sector) ?><?cs
if:Hazard.code ?><?cs call:summary_code(T.visit.item, Hazard.code) ?><?cs /if ?><?cs
call:summary_typed(T.hazard.basis, Hazard.basis) ?><?cs
if:Hazard.found ?><?cs call:summary_row(T.hazard.found, Hazard.found) ?><?cs /if ?><?cs
if:Hazard.code && string.length(Hazard.situation) ?><?cs call:summary_typed(T.hazard_note.situation, Hazard.situation) ?><?cs /if ?><?cs
call:summary_typed(T.hazard_note.measure, Hazard.measure) ?><?cs
call:summary_date(T.hazard_note.deadline, Hazard.deadline) ?><?cs
if:string.length(Hazard.claim) ?><?cs call:summary_typed(T.hazard.claim, Hazard.claim) ?><?cs call:summary_row(T.hazard.claimed_by, Hazard.claimant) ?><?cs call:summary_date(T.hazard.claimed_at, Hazard.claimed_at) ?><?cs /if ?><?cs
if:string.length(Hazard.verification) ?><?cs call:summary_typed(T.hazard.verification, Hazard.verification) ?><?cs /if ?><?cs
if:Hazard.closed_at ?><?cs call:summary_row(T.hazard.closed_by, Hazard.closer) ?><?cs call:summary_date(T.hazard.closed_at, Hazard.closed_at) ?><?cs /if ?><?cs
call:summary_end() ?><?cs
if:subcount(Hazard.photos) ?><?cs call:subheading(T.hazard.photos_before) ?><?cs call:visit_photos(Hazard) ?><?cs /if ?><?cs
if:subcount(After.photos) ?><?cs call:subheading(T.hazard.photos_after) ?><?cs call:visit_photos(After) ?><?cs /if ?>
</div>
<div><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.hazard.next_step) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?><?cs
call:visit_trail() ?>
</div>
</div>
<?cs call:page_foot() ?>
