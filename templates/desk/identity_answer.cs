<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/identities", T.identity.queue_title) ?><?cs
call:heading_about(Request.no, T.identity.answer_title) ?>
<p class="govuk-body"><?cs call:tag(Request.state, Request.state_text) ?></p><?cs
call:summary_begin() ?><?cs
call:summary_row(T.identity.authority, Request.authority) ?><?cs
call:summary_row(T.identity.asker, Request.asker) ?><?cs
call:summary_date(T.identity.asked_at, Request.asked_at) ?><?cs
if:Request.shut ?><?cs call:summary_row(T.identity_ask.reason, Request.shut) ?><?cs else ?><?cs call:summary_typed(T.identity_ask.reason, Request.reason) ?><?cs /if ?><?cs
if:Request.decided_at ?><?cs
call:summary_row(T.identity.decider, Request.decider) ?><?cs
call:summary_date(T.identity.decided_at, Request.decided_at) ?><?cs
call:summary_some(T.identity.until, Request.until) ?><?cs
call:summary_some(T.identity_answer.decision, Request.decision) ?><?cs
/if ?><?cs
call:summary_end() ?><?cs
if:Request.own ?><?cs
call:notice("info", "", T.identity.not_your_own) ?><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.identity_answer.title) ?><?cs
call:paragraph(T.identity_answer.how) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?>
<?cs call:page_foot() ?>
