<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:form_errors(Part) ?><?cs
call:back_link(Condition.item, T.checklist_relevant.back) ?><?cs
call:heading(Condition.title) ?>
<p class="az-lead"><?cs var:Condition.question ?></p><?cs
call:paragraph(T.checklist_relevant.lead) ?>
<div class="az-split">
<div>
<div class="az-panel" id="now"><?cs call:subheading(T.checklist_relevant.now) ?>
<p class="govuk-body"><strong><?cs var:Condition.words ?></strong></p><?cs
if:subcount(Parts) ?><?cs
if:Condition.joined ?>
<p class="govuk-body"><?cs var:Condition.joined ?></p><?cs /if ?>
<ul class="az-entries"><?cs each:part = Parts ?>
<li><p class="az-entry__title"><?cs var:part.words ?></p><p class="az-small az-muted"><code><?cs var:part.text ?></code></p>
<form class="az-row-actions" method="post" action="<?cs var:Condition.remove_action ?>" data-az-once><input type="hidden" name="csrf" value="<?cs var:Condition.remove_token ?>"><input type="hidden" name="revision" value="<?cs var:Condition.revision ?>"><button type="submit" class="govuk-button govuk-button--secondary" name="part" value="<?cs var:part.number ?>"><?cs var:T.checklist_relevant.remove ?><span class="govuk-visually-hidden"> <?cs var:part.words ?></span></button></form></li><?cs /each ?>
</ul><?cs
/if ?></div><?cs
if:Condition.baseline ?>
<div class="az-panel"><?cs call:subheading(T.checklist_relevant.baseline) ?>
<p class="govuk-body"><?cs var:Condition.baseline ?></p><?cs
if:string.length(Condition.baseline_text) ?>
<p class="az-small az-muted"><code><?cs var:Condition.baseline_text ?></code></p><?cs /if ?><?cs
if:Condition.mandatory ?><?cs call:notice("info", "", T.checklist_relevant.mandatory) ?><?cs /if ?></div><?cs
/if ?>
</div>
<div>
<h2 class="govuk-heading-m" id="add"><?cs var:T.checklist_relevant.add ?></h2>
<form class="az-form" method="get" action="<?cs var:Condition.href ?>#part">
<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="subject"><?cs var:T.checklist_relevant.about ?></label>
<select class="govuk-select" id="subject" name="about"><?cs
if:subcount(Facts) ?>
<optgroup label="<?cs var:T.checklist_relevant.facts ?>"><?cs each:row = Facts ?>
<option value="<?cs var:row.code ?>"<?cs if:row.checked ?> selected<?cs /if ?>><?cs var:row.label ?></option><?cs /each ?>
</optgroup><?cs
/if ?><?cs
if:subcount(Answers) ?>
<optgroup label="<?cs var:T.checklist_relevant.answers ?>"><?cs each:row = Answers ?>
<option value="<?cs var:row.code ?>"<?cs if:row.checked ?> selected<?cs /if ?>><?cs var:row.label ?> <?cs var:row.question ?></option><?cs /each ?>
</optgroup><?cs
/if ?>
</select></div>
<button type="submit" class="govuk-button govuk-button--secondary"><?cs var:T.checklist_relevant.next ?></button>
</form><?cs
if:Part.action ?>
<div class="az-panel" id="part"><h3 class="govuk-heading-s"><?cs var:Part.subject ?></h3><?cs
if:Part.question ?>
<p class="govuk-body"><?cs var:Part.question ?></p><?cs /if ?><?cs
if:Part.unit ?>
<p class="govuk-body az-muted"><?cs var:Part.unit ?></p><?cs /if ?><?cs
call:form_whole(Part) ?></div><?cs
/if ?>
<details class="govuk-details"<?cs if:Condition.typed ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.checklist_relevant.as_text ?></span></summary>
<div class="govuk-details__text"><?cs call:form_whole(Form) ?></div></details>
</div>
</div>
<?cs call:page_foot() ?>
