<?cs #
 Parts of a report's pages: the terms that run, each with its rule; who handles it; the right door for what is likely to
 be refused.
?><?cs

def:report_clocks(clocks) ?><?cs
each:clock = clocks ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:clock.name ?></dt><dd class="govuk-summary-list__value"><?cs
if:clock.day ?><?cs if:clock.overdue ?><?cs call:tag("red", clock.day) ?> <?cs var:T.report_clock.overdue ?><?cs else ?><span class="az-date"><?cs var:clock.day ?></span><?cs /if ?><?cs else ?><?cs var:T.report_clock.none ?><?cs if:clock.why_none ?> <span class="az-muted"><?cs var:clock.why_none ?></span><?cs /if ?><?cs /if ?><?cs
if:clock.extended ?><br><?cs var:clock.extended ?><?cs /if ?><?cs
if:clock.asked ?><br><?cs var:clock.asked ?><?cs /if ?><?cs
if:clock.paused ?><br><?cs var:clock.paused ?><?cs /if ?><?cs
if:clock.moved ?><br><span class="az-clock-moved"><?cs var:clock.moved ?></span><?cs /if ?><?cs
each:rule = clock.rules ?><br><span class="az-muted"><?cs var:rule.text ?> <?cs var:rule.basis ?><?cs
if:rule.unverified ?> <?cs var:T.report_clock.unverified ?><?cs /if ?></span><?cs /each ?><?cs
if:clock.provisional ?><br><span class="az-muted"><?cs var:T.report_clock.provisional ?></span><?cs /if ?></dd></div><?cs
/each ?><?cs /def ?><?cs

def:report_parties(parties) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.report_party.title ?></dt><dd class="govuk-summary-list__value" id="parties"><?cs
each:party = parties ?><div><?cs var:party.name ?><?cs if:Report.shared ?> <span class="az-muted"><?cs var:party.role ?></span><?cs /if ?></div><?cs /each ?></dd></div><?cs
/def ?><?cs #

 The button by which a handler takes a case.
?><?cs

def:report_act_form(form) ?><?cs
call:form_begin(form) ?><button type="submit" hidden><?cs var:form.submit ?></button><?cs
each:field = form.fields ?><?cs call:form_field(field) ?><?cs
if:field.name == "template" ?>
<button type="submit" class="govuk-button govuk-button--secondary" name="use" value="1"><?cs var:T.report_act.use ?></button><?cs /if ?><?cs
/each ?><?cs
call:form_end(form) ?><?cs /def ?><?cs #

 What the reports say that are handled together with this one.
?><?cs

def:report_merged(merged) ?><?cs
each:other = merged ?>
<h2 class="govuk-heading-m"><?cs var:T.report_merge.other ?> <?cs call:link(other.href, other.no) ?><?cs if:other.unanswered ?> <?cs call:tag("amber", T.desk_report.unanswered) ?><?cs /if ?></h2><?cs
call:summary_begin() ?><?cs
call:summary_date(T.track.submitted_at, other.submitted_at) ?><?cs
call:summary_some(T.track.subject, other.subject) ?><?cs
call:summary_some(T.report_form.happened, other.happened) ?><?cs
call:summary_some(T.report_form.place, other.place) ?><?cs
if:other.story ?><?cs call:summary_typed(T.desk_report.story, other.story) ?><?cs /if ?><?cs
call:summary_end() ?><?cs
if:subcount(other.files) ?>
<ul class="az-files"><?cs each:file = other.files ?>
<li><span><?cs if:file.href ?><?cs call:link(file.href, file.name) ?><?cs else ?><?cs var:file.name ?><?cs /if ?></span></li><?cs /each ?>
</ul><?cs
/if ?><?cs
if:subcount(other.messages) ?>
<ul class="az-entries"><?cs each:message = other.messages ?>
<li><p class="az-entry__about"><?cs if:message.from_reporter ?><?cs var:T.desk_report.reporter ?><?cs else ?><?cs var:message.authority ?><?cs /if ?> · <?cs call:date(message.at) ?></p><p class="az-typed"><?cs var:message.body ?></p></li><?cs
/each ?>
</ul><?cs
/if ?><?cs
/each ?><?cs /def ?><?cs

def:report_take() ?>
<form method="post" action="<?cs var:Handler.href ?>" data-az-once><input type="hidden" name="csrf" value="<?cs var:Handler.token ?>"><input type="hidden" name="person" value="<?cs var:Handler.me ?>"><input type="hidden" name="seen" value="<?cs var:Handler.seen ?>"><button type="submit" class="govuk-button govuk-button--secondary"><?cs var:T.desk_report.take ?></button></form><?cs
/def ?><?cs

def:report_door(door) ?>
<div class="az-panel az-measure" id="door-told"><h2 class="govuk-heading-m"><?cs var:door.label ?></h2>
<p class="govuk-body"><?cs var:door.likely ?></p><?cs
call:summary_begin() ?><?cs
call:summary_row(T.report_door.where, door.where) ?><?cs
call:summary_some(T.report_door.phone, door.phone) ?><?cs
call:summary_end() ?><?cs
if:door.unverified ?><p class="govuk-body az-muted"><?cs var:T.report_door.unverified ?></p><?cs /if ?><?cs
if:Form.at == "told" ?>
<p class="govuk-body"><?cs call:link("/", T.report_door.leave) ?></p><?cs
/if ?>
</div><?cs /def ?><?cs # ?>
