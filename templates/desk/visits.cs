<?cs include!"layout.cs" ?><?cs include!"list_parts.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.visit.list_title) ?><?cs
call:lead(T.visit.list_lead) ?>
<p class="govuk-body"><?cs call:button_link("/desk/visits/new", T.visit_new.title) ?></p><?cs
if:Filters.enterprise ?>
<p class="govuk-body"><?cs var:T.visit.of_one ?> <strong><?cs var:Filter.enterprise ?></strong> <?cs call:link("/desk/visits", T.visit.of_all) ?></p><?cs
/if ?><?cs
call:tabs(T.visit.list_title, Tabs) ?><?cs
call:list_table(T.visit.list_title, T.visit.none) ?>
<?cs call:page_foot() ?>
