<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Draft.href, T.desk_checklist.draft_now) ?><?cs
call:heading(Draft.title) ?><?cs
call:lead(T.desk_checklist.propose_lead) ?><?cs
call:merge_line() ?><?cs
call:county_touched() ?><?cs
call:county_lapsed() ?><?cs
if:Draft.first ?><?cs call:notice("info", "", T.desk_checklist.publish_first) ?><?cs /if ?>
<div class="az-split">
<div>
<h2 class="govuk-heading-m" id="changes"><?cs var:Checklist.changes_title ?></h2><?cs
call:checklist_visits() ?><?cs
if:subcount(Changes) ?>
<ul class="az-entries"><?cs each:change = Changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
else ?><?cs call:paragraph(T.desk_checklist.changes_none) ?><?cs
/if ?>
</div>
<div>
<div class="az-panel"><?cs call:form_whole(Form) ?></div>
</div>
</div>
<?cs call:page_foot() ?>
