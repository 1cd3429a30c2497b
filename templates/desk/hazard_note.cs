<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Visit.href, Visit.no) ?><?cs
call:heading_about(Hazard.code, T.hazard_note.title) ?><?cs
if:Theirs.grade ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.visit.theirs ?></p></div><?cs
call:summary_begin() ?><?cs
call:summary_row(T.hazard_note.grade, Theirs.grade) ?><?cs
call:summary_typed(T.hazard_note.situation, Theirs.situation) ?><?cs
call:summary_typed(T.hazard_note.measure, Theirs.measure) ?><?cs
call:summary_date(T.hazard_note.deadline, Theirs.deadline) ?><?cs
call:summary_end() ?><?cs
/if ?><?cs
each:hazard = Hazards ?><?cs if:hazard.code == Hazard.code ?><?cs
call:lead(hazard.question) ?><?cs
if:string.length(hazard.basis) ?>
<p class="govuk-body az-typed"><strong><?cs var:T.hazard.basis ?></strong> <?cs var:hazard.basis ?></p><?cs /if ?><?cs
if:hazard.found ?>
<p class="govuk-body"><strong><?cs var:T.hazard.found ?></strong> <?cs var:hazard.found ?></p><?cs /if ?><?cs /if ?><?cs /each ?><?cs
if:Hazard.why ?>
<div class="az-notice az-notice--info"><p><?cs var:Hazard.why ?></p><?cs if:string.length(Hazard.condition) ?><p><?cs var:Hazard.condition ?></p><?cs /if ?></div><?cs /if ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
