<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Form.cancel, "") ?><?cs
if:Edit.adding ?><?cs
call:heading(T.enterprise.new_title) ?><?cs
call:lead(T.enterprise.new_lead) ?><?cs
elif:Edit.kept ?><?cs
call:heading_about(Enterprise.name, T.enterprise.sectors_title) ?><?cs
call:lead(Edit.kept) ?><?cs
else ?><?cs
call:heading_about(Enterprise.name, T.enterprise.edit_title) ?><?cs
/if ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
