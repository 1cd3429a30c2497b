<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.report_form.title) ?><?cs
call:lead(T.report_form.lead) ?>
<p class="govuk-body"><?cs var:T.report_form.before ?> <?cs call:link("/report/track", T.home.track) ?></p>
<ul class="az-measure govuk-list govuk-list--bullet">
<li><?cs var:T.report_form.who_sees_1 ?></li>
<li><?cs var:T.report_form.who_sees_2 ?></li>
<li><?cs var:T.report_form.who_sees_3 ?></li>
</ul><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
