<?cs include!"layout.cs" ?><?cs include!"report_parts.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:form_errors(Solved) ?><?cs
call:form_errors(Claim) ?><?cs
call:heading(T.track.case_title) ?>
<p class="govuk-body"><?cs call:tag(Report.state, Report.state_text) ?></p><?cs
if:Report.merged ?><?cs call:notice("info", T.report_merge.told_title, T.report_merge.told) ?><?cs /if ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:report_clocks(Report.clocks) ?><?cs
call:summary_some(T.track.ground, Report.ground) ?><?cs
call:summary_some(T.track.outcome, Report.outcome) ?><?cs
call:summary_some(T.secret.keep_until, Report.keep_until) ?><?cs
call:summary_some(T.secret.removed_on, Report.removed_on) ?><?cs
call:report_parties(Report.parties) ?><?cs
call:summary_end() ?><?cs
if:Report.explanation ?><?cs call:paragraph(Report.explanation) ?><?cs /if ?>
</div><?cs
call:reward(Reward, Claim) ?><?cs
call:solved(Report.solved, Solved) ?>
<div class="az-split">
<div><?cs
if:Report.removed_on ?><?cs
call:notice("info", T.secret.removed_title, T.secret.removed) ?><?cs
/if ?><?cs
if:subcount(Report.unsafe) ?>
<div class="az-notice az-notice--warning" id="unsafe"><p class="az-notice__title"><?cs var:T.track_file.title ?></p><ul class="govuk-list"><?cs each:file = Report.unsafe ?><li><?cs var:file.name ?></li><?cs /each ?></ul><p><?cs var:T.track_file.text ?></p></div><?cs
/if ?><?cs
if:subcount(Report.led) ?><?cs
call:subheading(T.report_link.told_title) ?>
<ul class="govuk-list govuk-list--bullet" id="led"><?cs each:led = Report.led ?>
<li><?cs var:led.text ?></li><?cs /each ?>
</ul><?cs
/if ?><?cs
call:subheading(T.track.messages) ?><?cs
if:subcount(Report.messages) ?>
<ul class="az-entries" id="messages"><?cs each:message = Report.messages ?>
<li><p class="az-entry__about"><?cs if:message.from_reporter ?><?cs var:T.track.from_you ?><?cs else ?><?cs var:message.authority ?><?cs /if ?> · <?cs call:date(message.at) ?></p><?cs if:message.body ?><p class="az-typed"><?cs var:message.body ?></p><?cs /if ?><?cs call:stored_files(message.files) ?></li><?cs
/each ?>
</ul><?cs
elif:!Report.removed_on ?><?cs call:empty(T.track.no_messages) ?><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs call:form_whole(Form) ?></div><?cs
/if ?><?cs
call:subheading(T.track.your_report) ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.track.kind, Report.kind) ?><?cs
call:summary_some(T.track.subject, Report.subject) ?><?cs
call:summary_row(T.track.sector, Report.sector) ?><?cs
call:summary_row(T.track.county, Report.county) ?><?cs
call:summary_date(T.track.submitted_at, Report.submitted_at) ?><?cs
call:summary_some(T.report_form.happened, Report.happened) ?><?cs
call:summary_some(T.report_form.place, Report.place) ?><?cs
if:Report.story ?><?cs call:summary_typed(T.desk_report.story, Report.story) ?><?cs /if ?><?cs
call:summary_end() ?><?cs
call:stored_files(Report.files) ?><?cs
if:Report.named ?><?cs
call:subheading(T.track_identity.title) ?><?cs
call:paragraph(T.track_identity.kept) ?><?cs
if:subcount(Report.identity) ?>
<ul class="az-entries" id="identity"><?cs each:request = Report.identity ?>
<li><p class="az-entry__about"><span><?cs var:request.authority ?></span> <span><?cs call:date(request.asked_on) ?></span></p><p class="az-typed"><?cs var:request.reason ?></p><p><?cs call:tag(request.state, request.state_text) ?><?cs if:request.decided_on ?> <?cs call:date(request.decided_on) ?><?cs /if ?></p><?cs
if:request.decision ?><p class="az-typed"><?cs var:request.decision ?></p><?cs /if ?></li><?cs
/each ?>
</ul><?cs
/if ?><?cs
if:subcount(Report.looks) ?>
<p class="govuk-body"><?cs var:T.track_identity.looks ?></p>
<ul class="govuk-list govuk-list--bullet" id="looks"><?cs each:look = Report.looks ?>
<li><?cs call:date(look.on) ?> <?cs var:look.authority ?></li><?cs /each ?>
</ul><?cs
else ?><?cs call:paragraph(T.track_identity.unseen) ?><?cs
/if ?><?cs
/if ?>
</div>
<div><?cs
call:subheading(T.track.progress) ?><?cs
call:timeline_begin(T.track.progress) ?><?cs
each:stage = Report.stages ?><?cs call:stage_row(stage) ?><?cs /each ?><?cs
call:timeline_end() ?><?cs
if:subcount(Report.history) ?>
<h3 class="govuk-heading-s"><?cs var:T.track.history ?></h3>
<ul class="govuk-list az-small" id="history"><?cs each:event = Report.history ?>
<li><?cs call:date(event.on) ?> <?cs var:event.what ?><?cs if:event.outcome ?> <strong><?cs var:event.outcome ?></strong><?cs /if ?><?cs if:event.authority ?> <span class="az-muted"><?cs var:event.authority ?></span><?cs /if ?></li><?cs /each ?>
</ul><?cs
/if ?><?cs
call:proof_offer(ProofOffer) ?>
</div>
</div>
<?cs call:page_foot() ?>
