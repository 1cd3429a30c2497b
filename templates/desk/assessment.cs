<?cs include!"layout.cs" ?><?cs include!"assessment_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/assessments", T.assessment.list_title) ?><?cs
call:heading_about(Assessment.insurer, Assessment.title) ?>
<p class="govuk-body"><?cs call:tag(Assessment.tone, Assessment.state_text) ?> <?cs each:row = Versions ?><?cs if:row.current ?><?cs var:row.title ?> · <?cs var:T.assessment.filed_at ?> <span class="az-date"><?cs var:row.filed_at ?></span> · <?cs var:row.filer ?><?cs /if ?><?cs /each ?></p><?cs
if:Version.old ?>
<div class="az-notice az-notice--warning"><p><?cs var:T.assessment.old_version ?> <?cs call:link(Assessment.href, T.assessment.newest_version) ?></p></div><?cs
/if ?>
<p class="govuk-body"><?cs call:link("#indicators", T.assessment.indicators) ?> · <?cs call:link("#content", T.assessment.content) ?> · <?cs call:link("#trail", T.assessment.trail) ?></p>
<div class="az-split">
<div><?cs
call:subheading(T.assessment.score) ?><?cs
call:assessment_score() ?><?cs
call:assessment_sums() ?><?cs
if:subcount(Alerts) ?><?cs
call:subheading(T.assessment_file.alerts) ?>
<ul class="az-entries"><?cs each:row = Alerts ?>
<li><p class="az-entry__title"><?cs var:row.section ?></p><p><?cs var:row.text ?></p></li><?cs /each ?>
</ul><?cs
/if ?>
</div>
<div><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.assessment_act.title) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?><?cs
call:subheading(T.assessment_attach.title) ?><?cs
call:assessment_files(Files) ?><?cs
call:assessment_versions() ?>
</div>
</div><?cs
call:assessment_indicators() ?>
<h2 class="govuk-heading-m" id="content"><?cs var:T.assessment.content ?></h2><?cs
call:assessment_sections() ?>
<h2 class="govuk-heading-m" id="trail"><?cs var:T.assessment.trail ?></h2><?cs
call:timeline_begin(T.assessment.trail) ?><?cs
each:event = Trail ?><?cs call:timeline_row("done", event.what, event.at, event.who) ?><?cs /each ?><?cs
call:timeline_end() ?>
<?cs call:page_foot() ?>
