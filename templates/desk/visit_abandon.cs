<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Visit.href, Visit.no) ?><?cs
call:heading_about(Visit.enterprise, T.visit_abandon.title) ?><?cs
call:lead(T.visit_abandon.lead) ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
