<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs include!"sheet_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Draft.href, T.desk_checklist.draft_now) ?><?cs
call:heading(Sheet.title) ?><?cs
if:subcount(Faults) ?>
<div role="alert" id="faults"><?cs call:notice("danger", Sheet.faults_title, T.checklist_sheet.faults_text) ?></div><?cs
/if ?><?cs
if:subcount(Notices) ?><?cs each:one = Notices ?><?cs call:notice("warning", "", one.text) ?><?cs /each ?><?cs
/if ?><?cs
if:subcount(Faults) ?>
<p class="govuk-body"><?cs var:T.checklist_sheet.file_read ?> <strong><?cs var:Sheet.name ?></strong></p><?cs
call:table_quiet(Sheet.faults_title) ?><?cs
call:th(T.checklist_sheet.place) ?><?cs
call:th(T.checklist_sheet.heading) ?><?cs
call:th(T.checklist_sheet.value) ?><?cs
call:th(T.checklist_sheet.reason) ?><?cs
call:th(T.checklist_sheet.remedy_title) ?><?cs
call:table_body() ?><?cs
each:fault = Faults ?>
<tr><th scope="row" data-label="<?cs var:T.checklist_sheet.place ?>"><?cs
if:fault.sheet ?><span class="az-figure"><?cs var:fault.sheet ?><?cs if:fault.row ?>!<?cs var:fault.column ?><?cs var:fault.row ?><?cs elif:fault.column ?>!<?cs var:fault.column ?><?cs /if ?></span><?cs
else ?><?cs var:T.checklist_sheet.whole_file ?><?cs /if ?></th><?cs
call:td(T.checklist_sheet.heading, fault.heading) ?><?cs
call:td(T.checklist_sheet.value, fault.value) ?><?cs
call:td(T.checklist_sheet.reason, fault.reason) ?><?cs
call:td(T.checklist_sheet.remedy_title, fault.remedy) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
if:Sheet.more ?><?cs call:paragraph(Sheet.more) ?><?cs /if ?><?cs
/if ?><?cs
if:Sheet.good ?>
<p class="govuk-body"><?cs var:T.checklist_sheet.file_good ?> <strong><?cs var:Sheet.name ?></strong></p>
<div class="az-split">
<div>
<h2 class="govuk-heading-m" id="changes"><?cs var:T.checklist_sheet.changes_title ?></h2><?cs
if:subcount(Changes) ?>
<ul class="az-entries"><?cs each:change = Changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
else ?><?cs call:paragraph(T.checklist_sheet.same) ?><?cs
/if ?>
</div>
<div>
<div class="az-panel"><?cs
if:subcount(Changes) ?><?cs
call:subheading(T.checklist_sheet.apply_title) ?><?cs
call:paragraph(T.checklist_sheet.apply_text) ?>
<form method="post" action="<?cs var:Sheet.action ?>"><input type="hidden" name="csrf" value="<?cs var:Sheet.token ?>"><input type="hidden" name="revision" value="<?cs var:Sheet.revision ?>"><input type="hidden" name="sheet_kept" value="<?cs var:Sheet.kept ?>"><?cs
if:subcount(Says) ?>
<p class="govuk-body"><?cs var:T.checklist_sheet.says ?></p>
<ul class="govuk-list govuk-list--bullet az-small"><?cs each:row = Says ?>
<li><?cs var:row.text ?></li><?cs /each ?>
</ul><?cs
each:field = Form.fields ?><?cs if:field.name == "said" ?><?cs call:form_field(field) ?><?cs /if ?><?cs /each ?><?cs
/if ?><button type="submit" class="govuk-button"><?cs var:T.checklist_sheet.apply ?></button></form><?cs
/if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Sheet.href ?>"><?cs var:T.checklist_sheet.other_file ?></a></p>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Draft.href ?>"><?cs var:T.checklist_sheet.leave ?></a></p>
</div>
</div>
</div><?cs
/if ?><?cs
if:Sheet.upload ?>
<div class="az-split">
<div><?cs
if:!subcount(Faults) ?><?cs call:lead(T.checklist_sheet.lead) ?><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.checklist_sheet.how_title ?></h2>
<ol class="govuk-list govuk-list--number">
<li><?cs var:T.checklist_sheet.how_1 ?></li>
<li><?cs var:T.checklist_sheet.how_2 ?></li>
<li><?cs var:T.checklist_sheet.how_3 ?></li>
</ol>
<h2 class="govuk-heading-m"><?cs var:T.checklist_sheet.rules_title ?></h2>
<ul class="govuk-list govuk-list--bullet">
<li><?cs var:T.checklist_sheet.rule_free ?></li>
<li><?cs var:T.checklist_sheet.rule_fixed ?></li>
<li><?cs var:T.checklist_sheet.rule_new ?></li>
<li><?cs var:T.checklist_sheet.rule_retire ?></li>
<li><?cs var:T.checklist_sheet.rule_hidden ?></li>
</ul>
</div>
<div>
<?cs call:sheet_panel(Sheet.file, T.checklist_sheet.export) ?>
</div>
</div><?cs
/if ?>
<?cs call:page_foot() ?>
