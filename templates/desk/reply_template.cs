<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/reply-templates", T.reply_template.list_title) ?><?cs
call:heading(Page.title) ?><?cs
if:Form.action ?><?cs
call:lead(T.reply_template_form.lead) ?>
<p class="govuk-body"><?cs var:T.reply_template.places ?> <?cs each:place = Places ?><span class="az-code"><?cs var:place.text ?></span> <?cs /each ?></p><?cs
call:form_whole(Form) ?><?cs
else ?><?cs
call:lead(T.reply_template.of_city) ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.reply_template.name, Template.name) ?><?cs
call:summary_row(T.reply_template.action, Template.step) ?><?cs
call:summary_typed(T.reply_template_form.body, Template.body) ?><?cs
call:summary_end() ?><?cs
/if ?>
<?cs call:page_foot() ?>
