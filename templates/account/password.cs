<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.password.title) ?><?cs
call:paragraph(T.password.lead) ?>
<div class="az-panel"><?cs call:form_whole(Form) ?></div>
<?cs call:page_foot() ?>
