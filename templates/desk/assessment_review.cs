<?cs include!"layout.cs" ?><?cs include!"assessment_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Assessment.href, Assessment.title) ?><?cs
call:heading_about(Assessment.title, T.assessment_file.title) ?><?cs
if:subcount(Blocking) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.assessment_file.blocking ?></p><p><?cs var:T.assessment_file.blocking_text ?></p></div>
<ul class="az-entries"><?cs each:row = Blocking ?>
<li><p class="az-entry__title"><?cs call:link(row.href, row.section) ?></p><p><?cs var:row.text ?></p></li><?cs /each ?>
</ul><?cs
else ?><?cs
call:notice("success", "", T.assessment_file.complete) ?><?cs
/if ?><?cs
if:subcount(Alerts) ?><?cs
call:subheading(T.assessment_file.alerts) ?>
<p class="govuk-body az-muted az-measure"><?cs var:T.assessment_file.alerts_text ?></p>
<ul class="az-entries"><?cs each:row = Alerts ?>
<li><p class="az-entry__title"><?cs call:link(row.href, row.section) ?></p><p><?cs var:row.text ?></p></li><?cs /each ?>
</ul><?cs
/if ?><?cs
if:Score.complete ?><?cs
call:subheading(T.assessment.score) ?><?cs
call:assessment_score() ?><?cs
call:assessment_sums() ?><?cs
/if ?><?cs
call:subheading(T.assessment_attach.title) ?><?cs
call:assessment_files(Files) ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.assessment_file.show_indicators ?></span></summary><?cs
call:assessment_indicators() ?>
</details>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.assessment_file.show_content ?></span></summary><?cs
call:assessment_sections() ?>
</details><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.assessment_file.submit) ?><?cs
call:paragraph(T.assessment_file.freeze) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?>
<?cs call:page_foot() ?>
