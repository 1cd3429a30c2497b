<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Assessment.href, Assessment.title) ?><?cs
call:heading(T.assessment_attach.title) ?><?cs
call:lead(T.assessment_attach.lead) ?><?cs
if:subcount(Files) ?><?cs
call:table_quiet(T.assessment_attach.title) ?><?cs
call:th(T.common.name) ?><?cs call:th(T.assessment_attach.size) ?><?cs call:th(T.common.action) ?><?cs
call:table_body() ?><?cs
each:file = Files ?>
<tr><?cs call:td_head_link(file.href, file.name) ?><?cs call:td(T.assessment_attach.size, file.size) ?><td data-label="<?cs var:T.common.action ?>" class="az-row-actions"><?cs call:post_button(Remove.action, Remove.token, "file", file.id, "small", T.common.delete) ?></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs
call:empty(T.assessment.files_nothing) ?><?cs
/if ?><?cs
if:Form.action ?><?cs call:form_whole(Form) ?><?cs else ?><?cs call:paragraph(T.assessment_attach.full) ?><?cs /if ?>
<?cs call:page_foot() ?>
