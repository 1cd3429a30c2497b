<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.desk.audit) ?><?cs
call:lead(T.desk.audit_about) ?><?cs
if:subcount(Events) ?><?cs
call:table_quiet(T.desk.audit) ?><?cs
call:th(T.common.time) ?><?cs call:th(T.audit.who) ?><?cs call:th(T.audit.what) ?><?cs call:th(T.audit.on) ?><?cs call:th(T.audit.request) ?><?cs
call:table_body() ?><?cs
each:event = Events ?>
<tr><?cs call:td_date(T.common.time, event.at) ?>
<td data-label="<?cs var:T.audit.who ?>"><?cs var:event.who ?><?cs if:event.organisation ?> <span class="az-muted"><?cs var:event.organisation ?></span><?cs /if ?></td><?cs
call:td(T.audit.what, event.what) ?>
<td data-label="<?cs var:T.audit.on ?>"><?cs var:event.noun ?> <?cs var:event.noun_id ?><?cs if:event.whom ?> <span class="az-muted"><?cs var:event.whom ?></span><?cs /if ?></td><?cs
call:td_code(T.audit.request, event.request) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
call:pagination(Pager) ?><?cs
else ?><?cs call:empty(T.common.empty_yet) ?><?cs
/if ?>
<?cs call:page_foot() ?>
