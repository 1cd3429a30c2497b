<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.desk_report.queue_title) ?><?cs
call:tabs(T.desk_report.queue_title, Tabs) ?><?cs
if:subcount(Reports) ?><?cs
call:table_quiet(T.desk_report.queue_title) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.track.kind) ?><?cs call:th(T.track.subject) ?><?cs call:th(T.track.county) ?><?cs call:th(T.track.sector) ?><?cs call:th(T.common.state) ?><?cs call:th(T.track.submitted_at) ?><?cs call:th(T.desk_report.due) ?><?cs
call:table_body() ?><?cs
each:report = Reports ?>
<tr><?cs call:td_head_number(report.href, report.no) ?><?cs
call:td(T.track.kind, report.kind) ?><?cs
if:report.locked ?><?cs call:td(T.track.subject, T.secret.locked_subject) ?><?cs else ?><?cs call:td(T.track.subject, report.subject) ?><?cs /if ?><?cs
call:td(T.track.county, report.county) ?><?cs
call:td(T.track.sector, report.sector) ?><?cs
if:report.unanswered ?>
<td data-label="<?cs var:T.common.state ?>"><?cs call:tag(report.state, report.state_text) ?> <?cs call:tag("amber", T.desk_report.unanswered) ?></td><?cs
else ?><?cs call:td_tag(T.common.state, report.state, report.state_text) ?><?cs
/if ?><?cs
call:td_date(T.track.submitted_at, report.submitted_at) ?><?cs
if:report.overdue ?><?cs call:td_tag(T.desk_report.due, "red", report.due) ?><?cs else ?><?cs call:td_date(T.desk_report.due, report.due) ?><?cs /if ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
call:pagination(Pager) ?><?cs
else ?><?cs
call:empty(T.desk_report.empty) ?><?cs
/if ?>
<?cs call:page_foot() ?>
