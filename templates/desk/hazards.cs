<?cs include!"layout.cs" ?><?cs include!"list_parts.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.hazard.list_title) ?><?cs
call:lead(T.hazard.list_lead) ?><?cs
if:Filters.enterprise ?>
<p class="govuk-body"><?cs var:T.visit.of_one ?> <strong><?cs var:Filter.enterprise ?></strong> <?cs call:link("/desk/hazards", T.visit.of_all) ?></p><?cs
/if ?><?cs
call:tabs(T.hazard.list_title, Tabs) ?><?cs
call:list_table(T.hazard.list_title, T.hazard.none) ?>
<?cs call:page_foot() ?>
