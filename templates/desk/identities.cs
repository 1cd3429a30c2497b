<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.identity.queue_title) ?><?cs
if:Identities.both ?><?cs
call:notice("info", T.identity.both_title, T.identity.both) ?><?cs
else ?><?cs
call:paragraph(T.identity.queue_lead) ?><?cs
if:subcount(Waiting) ?><?cs
call:table_begin(T.identity.state.asked) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.identity.authority) ?><?cs call:th(T.identity.asker) ?><?cs call:th(T.identity_ask.reason) ?><?cs call:th(T.identity.asked_at) ?><?cs
call:table_body() ?><?cs
each:request = Waiting ?>
<tr><?cs call:td_head_number(request.href, request.no) ?><?cs
call:td(T.identity.authority, request.authority) ?><?cs
call:td(T.identity.asker, request.asker) ?><?cs
if:request.shut ?><?cs call:td(T.identity_ask.reason, request.shut) ?><?cs else ?><?cs call:td(T.identity_ask.reason, request.reason) ?><?cs /if ?><?cs
call:td_date(T.identity.asked_at, request.asked_at) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs call:empty(T.identity.none_waiting) ?><?cs
/if ?><?cs
if:subcount(Answered) ?><?cs
call:table_begin(T.identity.answered) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.identity.authority) ?><?cs call:th(T.identity.asker) ?><?cs call:th(T.common.state) ?><?cs call:th(T.identity.decider) ?><?cs call:th(T.identity.decided_at) ?><?cs
call:table_body() ?><?cs
each:request = Answered ?>
<tr><?cs call:td_head_number(request.href, request.no) ?><?cs
call:td(T.identity.authority, request.authority) ?><?cs
call:td(T.identity.asker, request.asker) ?><?cs
call:td_tag(T.common.state, request.state, request.state_text) ?><?cs
call:td(T.identity.decider, request.decider) ?><?cs
call:td_date(T.identity.decided_at, request.decided_at) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?><?cs
/if ?>
<?cs call:page_foot() ?>
