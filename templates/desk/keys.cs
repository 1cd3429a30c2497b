<?cs include!"layout.cs" ?><?cs include!"key_parts.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.key_giving.title) ?><?cs
if:Keys.admin ?><?cs call:paragraph(T.key_giving.lead_admin) ?><?cs else ?><?cs call:paragraph(T.key_giving.lead) ?><?cs /if ?><?cs
each:wait = Own ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs if:wait.refused_at ?><?cs var:T.key_giving.refused ?><?cs else ?><?cs var:T.key_giving.own_title ?><?cs /if ?></p><?cs
call:summary_begin() ?><?cs
call:summary_row(T.key_giving.own_ring, wait.ring) ?><?cs
call:key_waits(wait) ?><?cs
if:wait.givers ?><?cs call:summary_row(T.key_giving.givers, wait.givers) ?><?cs /if ?><?cs
call:summary_end() ?><?cs
if:!wait.givers ?><p><?cs var:T.key_giving.no_giver ?></p><?cs /if ?></div><?cs
/each ?><?cs
if:subcount(Waiting) ?><?cs
if:Keys.admin ?><?cs call:table_begin(T.key_giving.waiting_admin) ?><?cs else ?><?cs call:table_begin(T.key_giving.waiting) ?><?cs /if ?><?cs
call:th(T.key_giving.login) ?><?cs call:th(T.key_giving.name) ?><?cs call:th(T.key_giving.role) ?><?cs call:th(T.key_giving.ring) ?><?cs call:th(T.key_giving.since) ?><?cs call:th(T.key_giving.why) ?><?cs
call:table_body() ?><?cs
each:wait = Waiting ?>
<tr><?cs if:wait.href ?><?cs call:td_head_link(wait.href, wait.login) ?><?cs else ?><?cs call:td_head(wait.login) ?><?cs /if ?><?cs
call:td(T.key_giving.name, wait.name) ?>
<td data-label="<?cs var:T.key_giving.role ?>"><span><?cs var:wait.handler ?> <?cs var:wait.city ?></span></td><?cs
call:td(T.key_giving.ring, wait.ring) ?><?cs
call:td_date(T.key_giving.since, wait.since) ?><?cs
call:td(T.key_giving.why, wait.why) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
elif:!subcount(Own) ?><?cs call:empty(T.key_giving.nobody) ?><?cs
/if ?><?cs
if:subcount(Refused) ?><?cs
call:table_begin(T.key_giving.refused_list) ?><?cs
call:th(T.key_giving.login) ?><?cs call:th(T.key_giving.name) ?><?cs call:th(T.key_giving.ring) ?><?cs call:th(T.key_giving.why) ?><?cs call:th(T.key_giving.refuser) ?><?cs call:th(T.key_giving.refused_at) ?><?cs call:th(T.key_giving.refused_reason) ?><?cs
call:table_body() ?><?cs
each:wait = Refused ?>
<tr><?cs if:wait.href ?><?cs call:td_head_link(wait.href, wait.login) ?><?cs else ?><?cs call:td_head(wait.login) ?><?cs /if ?><?cs
call:td(T.key_giving.name, wait.name) ?><?cs
call:td(T.key_giving.ring, wait.ring) ?><?cs
call:td(T.key_giving.why, wait.why) ?><?cs
call:td(T.key_giving.refuser, wait.refuser) ?><?cs
call:td_date(T.key_giving.refused_at, wait.refused_at) ?><?cs
call:td(T.key_giving.refused_reason, wait.reason) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?><?cs
if:subcount(Lost) ?><?cs
call:table_begin(T.key_giving.lost) ?><?cs
call:th(T.key_giving.ring) ?><?cs call:th_number(T.key_giving.lost_reports) ?><?cs call:th(T.key_giving.lost_how) ?><?cs
call:table_body() ?><?cs
each:one = Lost ?>
<tr><?cs call:td_head(one.ring) ?><?cs
call:td_number(T.key_giving.lost_reports, one.reports) ?><?cs
call:td(T.key_giving.lost_how, one.how) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?>
<?cs call:page_foot() ?>
