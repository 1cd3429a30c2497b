<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Form.cancel, Checklist.title) ?><?cs
call:heading(T.visit_trial.title) ?><?cs
call:lead(T.visit_trial.lead) ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
