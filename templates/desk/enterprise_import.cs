<?cs include!"layout.cs" ?><?cs include!"sheet_parts.cs" ?><?cs

def:import_codes(column, label, codes) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:column ?></dt><dd class="govuk-summary-list__value"><?cs var:label ?>
<ul class="govuk-list az-codes"><?cs each:one = codes ?><li><span class="az-figure"><?cs var:one.code ?></span> <?cs var:one.label ?></li><?cs /each ?></ul></dd></div><?cs /def ?><?cs

call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/enterprises", T.enterprise.list_title) ?><?cs
call:heading(T.enterprise_import.title) ?><?cs
if:subcount(Faults) ?>
<div role="alert" id="faults"><?cs call:notice("danger", Import.faults_title, T.checklist_sheet.faults_text) ?></div>
<p class="govuk-body"><?cs var:T.checklist_sheet.file_read ?> <strong><?cs var:Import.name ?></strong></p><?cs
call:table_quiet(Import.faults_title) ?><?cs
call:th(T.enterprise_import.row) ?><?cs
call:th(T.checklist_sheet.heading) ?><?cs
call:th(T.checklist_sheet.value) ?><?cs
call:th(T.enterprise_import.reason) ?><?cs
call:table_body() ?><?cs
each:fault = Faults ?>
<tr><th scope="row" data-label="<?cs var:T.enterprise_import.row ?>"><?cs if:fault.row ?><?cs var:fault.row ?><?cs else ?><?cs var:T.checklist_sheet.whole_file ?><?cs /if ?></th><?cs
call:td(T.checklist_sheet.heading, fault.column) ?><?cs
call:td(T.checklist_sheet.value, fault.value) ?><?cs
call:td(T.enterprise_import.reason, fault.reason) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
if:Import.more ?><?cs call:paragraph(Import.more) ?><?cs /if ?><?cs
/if ?><?cs
if:Import.good ?>
<p class="govuk-body"><?cs var:T.checklist_sheet.file_good ?> <strong><?cs var:Import.name ?></strong></p>
<dl class="govuk-summary-list"><?cs
call:summary_row(T.enterprise_import.new, Import.new) ?><?cs
call:summary_row(T.enterprise_import.joined, Import.joined) ?><?cs
call:summary_row(T.enterprise_import.changed, Import.changed) ?><?cs
call:summary_row(T.enterprise_import.same, Import.same) ?></dl><?cs
if:Import.any ?>
<form method="post" action="<?cs var:Import.action ?>" data-az-once><input type="hidden" name="csrf" value="<?cs var:Import.token ?>"><input type="hidden" name="seen" value="<?cs var:Import.seen ?>"><input type="hidden" name="sheet_kept" value="<?cs var:Import.kept ?>">
<p class="govuk-body"><button type="submit" class="govuk-button"><?cs var:T.enterprise_import.apply ?></button></p></form>
<p class="govuk-body"><?cs call:link("/desk/enterprises/import", T.checklist_sheet.other_file) ?></p><?cs
call:table_quiet(T.enterprise_import.lines_title) ?><?cs
call:th(T.enterprise_import.row) ?><?cs
call:th(T.enterprise.name) ?><?cs
call:th(T.enterprise.uscc) ?><?cs
call:th(T.enterprise_import.what) ?><?cs
call:table_body() ?><?cs
each:line = Lines ?>
<tr><td data-label="<?cs var:T.enterprise_import.row ?>"><span class="az-figure"><?cs var:line.row ?></span></td><th scope="row"><?cs var:line.name ?></th><?cs
call:td_code(T.enterprise.uscc, line.code) ?><td data-label="<?cs var:T.enterprise_import.what ?>"><span><?cs
if:line.outcome == "changed" ?><?cs
each:part = line.parts ?><?cs if:!first(part) ?><br><?cs /if ?><span class="az-muted"><?cs var:part.label ?></span> <del><?cs var:part.before ?></del> → <ins><?cs var:part.after ?></ins><?cs /each ?><?cs
elif:line.outcome == "joined" ?><span class="az-muted"><?cs var:T.enterprise_import.does_join ?></span> <?cs var:line.sectors ?><?cs
else ?><span class="az-muted"><?cs var:T.enterprise_import.does_enter ?></span> <?cs var:line.county ?> · <?cs var:line.sectors ?><?cs
/if ?></span></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
if:Import.more ?><?cs call:paragraph(Import.more) ?><?cs /if ?><?cs
else ?><?cs
call:notice("warning", "", T.enterprise_import.nothing) ?>
<p class="govuk-body"><?cs call:link("/desk/enterprises/import", T.checklist_sheet.other_file) ?> · <?cs call:link("/desk/enterprises", T.enterprise.list_title) ?></p><?cs
/if ?><?cs
/if ?><?cs
if:Import.upload ?><?cs
if:!subcount(Faults) ?><?cs call:lead(T.enterprise_import.lead) ?><?cs /if ?>
<div class="az-split">
<div>
<h2 class="govuk-heading-m"><?cs var:T.checklist_sheet.how_title ?></h2>
<ol class="govuk-list govuk-list--number">
<li><?cs var:T.enterprise_import.how_1 ?></li>
<li><?cs var:T.enterprise_import.how_2 ?></li>
<li><?cs var:T.enterprise_import.how_3 ?></li>
</ol>
<h2 class="govuk-heading-m"><?cs var:T.enterprise_import.columns_title ?></h2>
<dl class="govuk-summary-list"><?cs
call:summary_row("name", T.enterprise.name) ?><?cs
call:summary_row("uscc", T.enterprise.uscc) ?><?cs
call:import_codes("county", T.enterprise.county, Codes.counties) ?><?cs
call:import_codes("zone", T.enterprise_import.zone, Codes.zones) ?><?cs
call:import_codes("sectors", T.enterprise_import.sectors, Codes.sectors) ?><?cs
call:import_codes("size", T.enterprise.size, Codes.sizes) ?><?cs
call:summary_row("active", T.enterprise_import.active) ?></dl>
<ul class="govuk-list govuk-list--bullet">
<li><?cs var:T.enterprise_import.rule_words ?></li>
<li><?cs var:T.enterprise_import.rule_key ?></li>
<li><?cs var:T.enterprise_import.rule_left ?></li>
<li><?cs var:Import.rows_most ?></li>
</ul>
</div>
<div>
<?cs call:sheet_panel("/desk/enterprises.csv?as=sheet", T.enterprise_import.export) ?>
</div>
</div><?cs
/if ?>
<?cs call:page_foot() ?>
