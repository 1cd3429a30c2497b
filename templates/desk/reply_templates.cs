<?cs include!"layout.cs" ?><?cs include!"list_parts.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.reply_template.list_title) ?><?cs
call:lead(T.reply_template.list_lead) ?>
<p class="govuk-body"><?cs call:button_link("/desk/reply-templates/new", T.reply_template_form.title) ?></p><?cs
call:tabs(T.reply_template.list_title, Tabs) ?><?cs
call:list_table(T.reply_template.list_title, T.reply_template.none) ?>
<?cs call:page_foot() ?>
