<?cs #
 Since when and why somebody waits for keys, and who refused them.
?><?cs

def:key_waits(wait) ?><?cs
call:summary_date(T.key_giving.since, wait.since) ?><?cs
call:summary_row(T.key_giving.why, wait.why) ?><?cs
if:wait.refused_at ?><?cs
call:summary_row(T.key_giving.refuser, wait.refuser) ?><?cs
call:summary_date(T.key_giving.refused_at, wait.refused_at) ?><?cs
call:summary_typed(T.key_giving.refused_reason, wait.reason) ?><?cs
/if ?><?cs /def ?>
