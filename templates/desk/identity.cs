<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Identity.report, Identity.no) ?><?cs
call:heading_about(Identity.no, T.identity.title) ?><?cs
if:Identity.locked ?><?cs
call:notice("warning", T.secret.locked_title, T.secret.locked) ?>
<p class="govuk-body"><?cs call:link("/desk/keys", T.secret.locked_keys) ?></p><?cs
/if ?><?cs
if:Identity.shown ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.desk_report.reporter_name, Identity.name) ?><?cs
call:summary_row(T.report_form.contact, Identity.contact) ?><?cs
call:summary_end() ?>
<p class="govuk-hint"><?cs var:T.identity.shown_hint ?></p><?cs
else ?><?cs
call:paragraph(T.identity.how) ?><?cs
/if ?><?cs
if:Identity.action ?>
<form method="post" action="<?cs var:Identity.action ?>"><input type="hidden" name="csrf" value="<?cs var:Identity.token ?>">
<p class="govuk-hint"><?cs var:T.identity.granted ?></p>
<button type="submit" class="govuk-button"><?cs var:T.desk_report.identity_show ?></button></form><?cs
/if ?><?cs
if:Identity.waiting ?><?cs
call:notice("info", "", T.identity.you_wait) ?><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.identity_ask.title) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?><?cs
call:subheading(T.identity.record) ?><?cs
if:subcount(Requests) ?>
<ul class="az-entries" id="requests"><?cs each:request = Requests ?>
<li><p class="az-entry__about"><span><?cs call:date(request.asked_at) ?></span> <span><?cs var:request.asker ?></span> <?cs call:tag(request.state, request.state_text) ?></p><?cs if:request.shut ?><p class="az-muted"><?cs var:request.shut ?></p><?cs else ?><p class="az-typed"><?cs var:request.reason ?></p><?cs /if ?><?cs
if:request.decided_at ?><p class="az-entry__about"><span><?cs call:date(request.decided_at) ?></span> <span><?cs var:request.decider ?></span><?cs if:request.until ?> <span><?cs var:T.identity.until ?> <?cs call:date(request.until) ?></span><?cs /if ?></p><?cs /if ?><?cs
if:request.decision ?><p class="az-typed"><?cs var:request.decision ?></p><?cs /if ?></li><?cs
/each ?>
</ul><?cs
else ?><?cs call:empty(T.identity.never) ?><?cs
/if ?>
<?cs call:page_foot() ?>
