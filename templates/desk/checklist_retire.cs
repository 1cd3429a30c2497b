<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Draft.href, T.desk_checklist.draft_now) ?><?cs
call:heading(Page.title) ?>
<p class="az-lead"><?cs var:Item.question ?></p><?cs
call:paragraph(T.checklist_retire.text) ?>
<div class="az-split">
<div><?cs call:form_whole(Form) ?></div>
<div><div class="az-panel"><?cs call:subheading(T.desk_checklist.now_title) ?><?cs call:checklist_details(Item) ?></div></div>
</div>
<?cs call:page_foot() ?>
