<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Measure.kinds, T.measure_new.other_kind) ?><?cs
call:heading_about(T.measure_new.title, Measure.kind) ?><?cs
call:lead(Measure.about) ?><?cs
if:Measure.no_listing ?><?cs call:notice("warning", T.measure.no_listing_title, T.measure.no_listing_text) ?>
<p class="govuk-body"><?cs call:link("/desk/rules", T.rule.list_title) ?></p><?cs
/if ?><?cs
if:Measure.report ?><?cs call:notice("warning", Measure.report, T.report_link.careful) ?><?cs /if ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
