<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.track.title) ?><?cs
call:lead(T.track.lead) ?><?cs
call:form_whole(Form) ?><?cs
call:paragraph(T.track.lost) ?>
<?cs call:page_foot() ?>
