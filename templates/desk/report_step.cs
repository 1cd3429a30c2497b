<?cs include!"layout.cs" ?><?cs include!"report_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Report.href, Report.no) ?><?cs
call:heading(Page.title) ?><?cs
call:lead(Report.lead) ?><?cs
call:summary_begin() ?><?cs call:report_clocks(Report.clocks) ?><?cs call:summary_end() ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
