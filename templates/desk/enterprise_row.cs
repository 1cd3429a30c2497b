<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:form_errors(Remove) ?><?cs
call:back_link(Table.href, Table.title) ?><?cs
call:heading_about(Table.title, Table.row_title) ?>
<div class="az-split">
<div><?cs
call:form_whole(Form) ?>
</div>
<div>
<div class="az-panel"><?cs
call:subheading(T.enterprise.remove_row) ?><?cs
call:paragraph(T.enterprise.remove_text) ?><?cs
call:form_whole(Remove) ?>
</div>
</div>
</div>
<?cs call:page_foot() ?>
