<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/visits", T.visit.list_title) ?><?cs
call:heading(T.visit_new.title) ?><?cs
call:lead(T.visit_new.lead) ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
