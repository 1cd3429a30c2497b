<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:form_errors(Decide) ?><?cs
call:back_link("/desk/measures", T.measure.list_title) ?><?cs
call:heading_about(Measure.no, Measure.subject) ?>
<p class="govuk-body"><?cs call:tag("blue", Measure.kind) ?> <?cs call:tag(Measure.tag, Measure.state_text) ?></p><?cs
if:Measure.published ?>
<p class="govuk-body"><?cs call:link(Measure.published, T.measure.published) ?></p><?cs
/if ?><?cs
if:Measure.next ?>
<p class="govuk-body"><?cs call:button_link(Measure.next, T.measure.next) ?></p><?cs
/if ?>
<div class="az-split">
<div><?cs
call:summary_begin() ?><?cs
call:summary_code(T.disclosure.code, Measure.code) ?><?cs
call:summary_row(T.disclosure.subject, Measure.subject_type) ?><?cs
call:summary_row(T.disclosure.sector, Measure.sector) ?><?cs
call:summary_row(T.measure.county, Measure.county) ?><?cs
call:summary_row(T.measure.authority, Measure.authority) ?><?cs
if:Origin.no ?><?cs call:summary_link(T.report_link.origin, Origin.href, Origin.no) ?><?cs /if ?><?cs
call:summary_some(T.disclosure.basis, Measure.basis) ?><?cs
call:summary_some(T.disclosure.ground, Measure.ground) ?><?cs
call:summary_some(T.measure_new.clause, Measure.clause) ?><?cs
call:summary_date(T.measure_new.event, Measure.event) ?><?cs
call:summary_typed(T.measure_new.facts, Measure.facts) ?><?cs
if:Measure.public_text ?><?cs call:summary_typed(T.measure_new.public_text, Measure.public_text) ?><?cs /if ?><?cs
if:Measure.previous ?><?cs call:summary_link(T.measure_new.previous, Measure.previous_href, Measure.previous) ?><?cs /if ?><?cs
if:Measure.grave ?><?cs call:summary_typed(T.measure_new.grave, Measure.grave) ?><?cs /if ?><?cs
call:summary_some(T.measure_new.rectify_by, Measure.rectify_by) ?><?cs
call:summary_some(T.measure_new.term, Measure.term) ?><?cs
call:summary_some(T.measure_new.document, Measure.document) ?><?cs
call:summary_some(T.measure_new.joint, Measure.joint) ?><?cs
call:summary_some(T.measure.notice_on, Measure.notice_on) ?><?cs
call:summary_some(T.measure.defence_until, Measure.defence_until) ?><?cs
if:Measure.calendar_provisional ?><?cs call:summary_row(T.measure.calendar, T.measure.calendar_provisional) ?><?cs /if ?><?cs
call:summary_some(T.measure.review, Measure.review) ?><?cs
call:summary_date(T.measure.proposed_at, Measure.proposed_at) ?><?cs
call:summary_some(T.measure.maker, Measure.maker) ?><?cs
call:summary_some(T.measure.decided_at, Measure.decided_at) ?><?cs
call:summary_some(T.measure.decider, Measure.decider) ?><?cs
call:summary_end() ?><?cs
if:subcount(Measure.defences) ?><?cs
call:subheading(T.measure.defences) ?>
<ul class="az-entries" id="defences"><?cs each:defence = Measure.defences ?>
<li><p class="az-entry__about"><span><?cs if:defence.by_insurer ?><?cs var:T.measure.by_insurer ?><?cs else ?><?cs var:T.measure.by_authority ?><?cs /if ?></span><?cs call:date(defence.at) ?></p><p class="az-typed"><?cs var:defence.body ?></p></li><?cs
/each ?>
</ul><?cs
/if ?>
</div>
<div><?cs
if:subcount(Gate) ?>
<div class="az-panel">
<h2 class="govuk-heading-m" id="gate"><?cs var:T.measure_decide.title ?></h2>
<ul class="az-entries" aria-labelledby="gate"><?cs each:line = Gate ?>
<li id="gate-<?cs var:line.name ?>"><p><?cs if:line.met ?><?cs call:tag("green", T.measure.gate.is_met) ?><?cs else ?><?cs call:tag("red", T.measure.gate.is_unmet) ?><?cs /if ?> <?cs var:line.text ?></p></li><?cs
/each ?>
</ul><?cs
if:Measure.no_listing ?><?cs call:notice("warning", T.measure.no_listing_title, T.measure.no_listing_text) ?><?cs /if ?><?cs
if:Decide.action ?><?cs
call:form_whole(Decide) ?><?cs
else ?><p class="govuk-body az-muted"><?cs var:T.measure_decide.second ?></p><?cs
/if ?>
</div><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.measure_act.title) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?><?cs
if:subcount(Measure.trail) ?><?cs
call:subheading(T.desk_report.trail) ?><?cs
call:timeline_begin(T.desk_report.trail) ?><?cs
each:event = Measure.trail ?>
<li class="az-timeline__item az-timeline__item--done"><p class="az-timeline__title"><?cs var:event.what ?></p><p class="az-timeline__time"><span class="az-date"><?cs var:event.at ?></span> <?cs var:event.who ?></p><?cs if:event.reason ?><p class="az-timeline__text az-typed"><?cs var:event.reason ?></p><?cs /if ?></li><?cs
/each ?><?cs
call:timeline_end() ?><?cs
/if ?>
</div>
</div>
<?cs call:page_foot() ?>
