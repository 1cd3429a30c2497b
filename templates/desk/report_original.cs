<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(File.back, File.no) ?><?cs
call:heading_about(File.no, T.report_original.title) ?><?cs
call:notice("warning", T.report_original.risk_title, T.report_original.risk) ?>
<?cs
if:File.malware ?><?cs call:notice("danger", T.report_original.malware_title, File.malware) ?><?cs /if ?><?cs
if:File.unscanned ?><?cs call:paragraph(T.report_original.unscanned) ?><?cs /if ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:summary_row(T.report_original.name, File.name) ?><?cs
call:summary_row(T.report_original.type, File.type) ?><?cs
call:summary_row(T.report_original.size, File.size) ?><?cs
call:summary_row("SHA-256", File.sha256) ?><?cs
call:summary_end() ?>
</div>
<div class="az-panel"><?cs call:form_whole(Form) ?></div>
<?cs call:page_foot() ?>
