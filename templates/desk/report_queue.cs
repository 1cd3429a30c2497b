<?cs include!"layout.cs" ?><?cs include!"list_parts.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.desk_report.queue_title) ?><?cs
call:lead(Queue.about) ?><?cs
call:tabs(T.desk_report.queue_title, Tabs) ?><?cs
call:filter_begin("/desk/reports") ?><?cs call:filter_list("state", T.common.state, States) ?><?cs
if:Filters.state ?><?cs call:filter_end("/desk/reports") ?><?cs else ?><?cs call:filter_end("") ?><?cs /if ?><?cs
call:list_table(T.desk_report.queue_title, T.desk_report.empty) ?><?cs
call:solved_figures(Solved) ?>
<?cs call:page_foot() ?>
