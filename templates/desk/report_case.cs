<?cs include!"layout.cs" ?><?cs include!"report_parts.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/reports", T.desk_report.queue_title) ?><?cs
call:heading_about(Report.no, Report.subject) ?>
<p class="govuk-body az-row-actions"><?cs call:tag(Report.state, Report.state_text) ?><?cs if:Form.action ?> <?cs call:link("#act", T.report_act.title) ?><?cs /if ?></p><?cs
if:Report.removed_on ?><?cs
call:notice("info", T.secret.removed_title, T.secret.removed) ?><?cs
elif:Report.locked ?><?cs
call:notice("warning", T.secret.locked_title, T.secret.locked) ?><?cs
call:paragraph(T.secret.locked_alone) ?>
<p class="govuk-body"><?cs call:link("/desk/keys", T.secret.locked_keys) ?></p><?cs
/if ?><?cs
if:Leading.no ?>
<div class="az-notice az-notice--info"><p class="az-notice__title"><?cs var:T.report_merge.merged ?></p><p><?cs call:link(Leading.href, Leading.no) ?></p></div><?cs
/if ?><?cs
if:Together ?><?cs call:notice("warning", Together, T.report_merge.careful) ?><?cs /if ?>
<div class="az-split">
<div><?cs
call:summary_begin() ?><?cs
call:summary_row(T.track.kind, Report.kind) ?><?cs
call:summary_row(T.desk_report.subject_type, Report.subject_type) ?><?cs
if:Report.enterprise ?><?cs call:summary_link(T.desk_door.enterprise, Report.enterprise, T.desk_door.enterprise_look) ?><?cs /if ?><?cs
call:summary_row(T.track.sector, Report.sector) ?><?cs
call:summary_row(T.track.county, Report.county) ?><?cs
call:summary_some(T.desk_door.told, Report.door) ?><?cs
call:summary_some(T.desk_door.wish, Report.wish) ?><?cs
call:summary_some(T.report_form.happened, Report.happened) ?><?cs
call:summary_some(T.report_form.place, Report.place) ?><?cs
if:!Report.locked ?><?cs
call:summary_typed(T.desk_report.story, Report.story) ?><?cs
/if ?><?cs
call:summary_date(T.track.submitted_at, Report.submitted_at) ?><?cs
call:summary_row(T.desk_report.handler, Handler.name) ?><?cs
call:report_clocks(Report.clocks) ?><?cs
call:report_parties(Report.parties) ?><?cs
if:subcount(Report.barred) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.report_party.about ?></dt><dd class="govuk-summary-list__value" id="barred"><?cs each:body = Report.barred ?><div><?cs var:body.name ?></div><?cs /each ?><span class="az-muted"><?cs var:T.report_party.about_note ?></span></dd></div><?cs
/if ?><?cs
call:summary_some(T.report_act.ground, Report.ground) ?><?cs
call:summary_some(T.track.outcome, Report.outcome) ?><?cs
call:solved_said(Report.solved) ?><?cs
if:Report.reward.href ?><?cs call:summary_link(T.reward.title, Report.reward.href, Report.reward.text) ?><?cs /if ?><?cs
call:summary_some(T.secret.keep_until, Report.keep_until) ?><?cs
call:summary_some(T.secret.removed_on, Report.removed_on) ?><?cs
if:Report.identity && !Report.removed_on ?><?cs
call:summary_link(T.desk_report.reporter_name, Report.identity, T.desk_report.identity_apart) ?><?cs
else ?><?cs
call:summary_row(T.desk_report.reporter_name, T.desk_report.anonymous) ?><?cs
/if ?><?cs
call:summary_end() ?><?cs
if:subcount(Report.files) ?><?cs
call:subheading(T.report_form.files) ?>
<ul class="az-files"><?cs each:file = Report.files ?>
<li><span><?cs if:file.href ?><?cs call:link(file.href, file.name) ?><?cs else ?><?cs var:file.name ?><?cs /if ?></span><span class="az-muted"><?cs var:file.size ?><?cs if:file.added_on ?> <?cs var:T.report_file.added ?> <?cs call:date(file.added_on) ?><?cs /if ?></span><?cs
if:file.waiting ?><span class="az-muted"><?cs var:T.report_file.waiting ?></span><?cs /if ?><?cs
if:file.unclean ?><span><?cs var:file.unclean ?></span><?cs /if ?><?cs
if:file.scan_state == "found" ?><span><?cs call:tag("red", file.scan) ?></span><?cs elif:file.scan ?><span class="az-muted"><?cs var:file.scan ?><?cs if:file.scanned_at ?> · <?cs call:date(file.scanned_at) ?><?cs /if ?></span><?cs /if ?><span><?cs if:file.redact ?><?cs call:link(file.redact, T.redaction_picture.make) ?> · <?cs elif:file.redact_page ?><?cs call:link(file.redact_page, T.redaction_picture.make_page) ?> · <?cs /if ?><?cs call:link(file.original, T.report_file.original) ?></span></li><?cs /each ?>
</ul>
<p class="govuk-hint"><?cs var:T.report_file.hint ?></p><?cs
if:Report.unscanned ?><p class="govuk-hint" id="unscanned"><?cs var:T.report_file.unscanned ?></p><?cs /if ?><?cs
/if ?><?cs
if:Report.redact ?><?cs
call:subheading(T.redaction.list_title) ?><?cs
if:subcount(Report.copies) ?>
<ul class="az-entries" id="copies"><?cs each:copy = Report.copies ?>
<li><p class="az-entry__about"><?cs call:date(copy.made_on) ?> · <?cs var:copy.maker ?></p><p><a class="govuk-link" href="<?cs var:copy.href ?>"><?cs if:copy.picture ?><?cs var:T.redaction.of_picture ?><?cs else ?><?cs var:T.redaction.of_text ?><?cs /if ?> · <?cs var:copy.purpose ?></a></p></li><?cs
/each ?>
</ul><?cs
/if ?>
<p class="govuk-body az-row-actions"><?cs call:link(Report.redact, T.redaction.make) ?></p><?cs
/if ?><?cs
if:!Report.locked ?><?cs
call:subheading(T.track.messages) ?><?cs
if:subcount(Report.messages) ?>
<ul class="az-entries" id="messages"><?cs each:message = Report.messages ?>
<li><p class="az-entry__about"><?cs if:message.from_reporter ?><?cs var:T.desk_report.reporter ?><?cs else ?><?cs var:message.authority ?><?cs /if ?> · <?cs call:date(message.at) ?></p><p class="az-typed"><?cs var:message.body ?></p></li><?cs
/each ?>
</ul><?cs
else ?><?cs call:empty(T.desk_report.no_messages) ?><?cs
/if ?><?cs
/if ?><?cs
call:report_merged(Merged) ?><?cs
if:subcount(Report.notes) ?><?cs
call:subheading(T.report_party.notes) ?>
<p class="govuk-hint"><?cs var:T.report_party.notes_hint ?></p>
<ul class="az-entries" id="notes"><?cs each:note = Report.notes ?>
<li><p class="az-entry__about"><?cs var:note.authority ?> · <?cs var:note.who ?> · <?cs call:date(note.at) ?></p><p class="az-typed"><?cs var:note.body ?></p></li><?cs
/each ?>
</ul><?cs
/if ?>
</div>
<div><?cs
if:Handler.href ?>
<div class="az-row-actions"><?cs if:Handler.me ?><?cs call:report_take() ?> <?cs /if ?><?cs call:link(Handler.href, T.desk_report.hand_over) ?></div><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel" id="act"><?cs
call:subheading(T.report_act.title) ?><?cs
call:report_act_form(Form) ?>
</div><?cs
/if ?><?cs
if:Report.joint ?><?cs call:paragraph(T.report_party.joint_here) ?><?cs /if ?><?cs
if:subcount(Report.led) || Ways.hazard ?>
<div id="led"><?cs
call:subheading(T.report_link.title) ?><?cs
if:subcount(Report.led) ?>
<ul class="az-entries"><?cs each:led = Report.led ?>
<li><p class="az-entry__title"><?cs var:led.noun ?> <?cs if:led.href ?><?cs call:link(led.href, led.no) ?><?cs else ?><?cs var:led.no ?><?cs /if ?></p><p class="az-entry__about"><?cs var:led.state ?> · <?cs call:date(led.at) ?></p></li><?cs /each ?>
</ul><?cs
/if ?><?cs
if:Ways.hazard ?>
<ul class="govuk-list">
<li><?cs call:link(Ways.hazard, T.report_link.to_hazard) ?></li>
<li><?cs call:link(Ways.visit, T.report_link.to_visit) ?></li>
<li><?cs call:link(Ways.measure, T.report_link.to_measure) ?></li>
</ul><?cs
/if ?>
</div><?cs
/if ?><?cs
if:subcount(Steps) ?><?cs
call:subheading(T.desk_report.other_steps) ?>
<ul class="govuk-list"><?cs each:entry = Steps ?>
<li><?cs call:link(entry.href, entry.text) ?></li><?cs /each ?>
</ul><?cs
/if ?><?cs
call:subheading(T.desk_report.trail) ?><?cs
call:timeline_begin(T.desk_report.trail) ?><?cs
each:event = Report.trail ?>
<li class="az-timeline__item az-timeline__item--done"><p class="az-timeline__title"><?cs var:event.what ?></p><p class="az-timeline__time"><span class="az-date"><?cs var:event.at ?></span> <?cs var:event.who ?></p><?cs if:event.reason ?><p class="az-timeline__text az-typed"><?cs var:event.reason ?></p><?cs /if ?></li><?cs /each ?><?cs
call:timeline_end() ?>
</div>
</div>
<?cs call:page_foot() ?>
