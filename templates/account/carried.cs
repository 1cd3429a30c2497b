<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.carried.title) ?><?cs
call:lead(T.carried.lead) ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
