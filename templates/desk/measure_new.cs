<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/measures", T.measure.list_title) ?><?cs
call:heading(T.measure_new.title) ?><?cs
call:lead(T.measure_new.lead) ?><?cs
if:Measure.no_listing ?><?cs call:notice("warning", T.measure.no_listing_title, T.measure.no_listing_text) ?>
<p class="govuk-body"><?cs call:link("/desk/rules", T.rule.list_title) ?></p><?cs
/if ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
