<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Draft.href, T.desk_checklist.draft_now) ?><?cs
call:heading(Draft.title) ?><?cs
call:lead(T.desk_checklist.discard_text) ?><?cs
call:form_whole(Form) ?><?cs
if:subcount(Changes) ?>
<h2 class="govuk-heading-m" id="changes"><?cs var:Checklist.changes_title ?></h2>
<ul class="az-entries"><?cs each:change = Changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
/if ?>
<?cs call:page_foot() ?>
