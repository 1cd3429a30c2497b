<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs

def:checklist_row(item) ?>
<tr id="<?cs var:item.code ?>"><th scope="row"><span class="az-code"><?cs var:item.code ?></span></th>
<td><strong><?cs var:item.question ?></strong><?cs
if:item.major || item.conditional || item.own || item.of_county || item.adjusted ?>
<p class="az-entry__about"><?cs
if:item.major ?><?cs call:tag("major", item.major_text) ?><?cs elif:item.conditional ?><?cs call:tag("conditional", item.major_text) ?><?cs /if ?><?cs
if:item.own ?><?cs call:tag("blue", T.checklist.own) ?><?cs /if ?><?cs
if:item.of_county ?><?cs call:tag("violet", T.checklist_county.tag) ?><?cs /if ?><?cs
if:item.adjusted ?><?cs call:tag("blue", T.checklist.adjusted_tag) ?><?cs /if ?></p><?cs
/if ?><?cs
if:item.condition ?>
<p class="az-small"><?cs var:T.checklist.field_condition ?><?cs var:T.checklist.colon ?> <?cs var:item.condition ?></p><?cs
/if ?><?cs
if:item.guidance ?>
<p class="az-small az-muted"><?cs var:item.guidance ?></p><?cs
/if ?><?cs
if:item.relevant ?>
<p class="az-small az-muted"><?cs var:T.checklist.field_relevant ?><?cs var:T.checklist.colon ?> <?cs var:item.relevant ?></p><?cs
/if ?><?cs
if:item.lapsed ?>
<p class="az-small az-muted"><?cs var:item.lapsed ?></p><?cs
/if ?><?cs
if:item.answer ?>
<p class="az-small az-muted"><?cs var:T.checklist.field_answer ?><?cs var:T.checklist.colon ?> <?cs var:item.answer ?></p><?cs
/if ?><?cs
if:item.adjusted ?>
<p class="az-small az-muted"><?cs var:item.adjusted ?></p><?cs
/if ?></td><?cs
call:td(T.checklist.field_category, item.category_text) ?><?cs
call:td(T.checklist.field_frequency, item.frequency) ?><?cs
call:td_number(T.checklist.field_weight, item.weight) ?>
<td data-label="<?cs var:T.checklist.field_basis ?>"><?cs
if:subcount(item.basis) ?><ul class="govuk-list az-small"><?cs each:row = item.basis ?>
<li><span lang="zh-CN"><?cs var:row.text ?></span><?cs if:row.unverified ?> <?cs call:tag("unverified", T.checklist.unverified) ?><?cs /if ?></li><?cs /each ?>
</ul><?cs
else ?><span class="az-small"><?cs var:T.checklist.no_basis ?></span><?cs
/if ?></td></tr><?cs /def ?><?cs

def:checklist_items(caption, rows) ?><?cs
if:subcount(rows) ?><?cs
call:table_quiet(caption) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.checklist.field_question) ?><?cs call:th(T.checklist.field_category) ?><?cs call:th(T.checklist.field_frequency) ?><?cs call:th_number(T.checklist.field_weight) ?><?cs call:th(T.checklist.field_basis) ?><?cs
call:table_body() ?><?cs
each:item = rows ?><?cs call:checklist_row(item) ?><?cs /each ?><?cs
call:table_end() ?><?cs
else ?><?cs call:empty(T.common.empty) ?><?cs
/if ?><?cs /def ?><?cs

def:checklist_additions() ?>
<section class="az-addition" aria-labelledby="additions">
<h2 class="govuk-heading-m" id="additions"><?cs var:Addition.title ?></h2><?cs
if:Addition.none ?><?cs call:paragraph(Addition.none) ?><?cs
else ?><?cs
if:!Addition.alone ?>
<p class="govuk-body"><?cs var:Addition.about ?> <?cs var:Addition.count ?> <?cs call:link(Addition.href, T.checklist_county.version_link) ?></p><?cs
else ?><?cs call:paragraph(T.checklist_county.alone) ?><?cs
/if ?><?cs
call:checklist_items(Addition.title, Addition.Items) ?><?cs
/if ?></section><?cs /def ?><?cs

call:page_head() ?><?cs
if:Addition.alone ?><?cs call:back_link(Checklist.href, T.checklist_county.back) ?><?cs
else ?><?cs call:back_link("/checklists", T.checklist.title) ?><?cs
/if ?><?cs
call:heading_about(Checklist.name, Checklist.title) ?><?cs
if:Checklist.fault && Checklist.name ?><?cs call:notice("warning", "", T.checklist.fault_but_readable) ?><?cs
elif:Checklist.fault ?><?cs call:notice("warning", T.checklist.not_available, Checklist.fault) ?><?cs /if ?><?cs
if:Checklist.notice ?><?cs call:notice("info", "", Checklist.notice) ?><?cs /if ?><?cs
if:Checklist.name ?><?cs
call:summary_begin() ?><?cs
if:Checklist.baseline ?><?cs
call:summary_row(T.checklist.version, Checklist.name) ?><?cs
else ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.checklist.in_force_days ?></dt><dd class="govuk-summary-list__value"><span class="az-date"><?cs var:Checklist.from ?></span> <?cs if:Checklist.to ?><?cs var:T.checklist.until ?> <span class="az-date"><?cs var:Checklist.to ?></span><?cs else ?><?cs var:T.checklist.onwards ?><?cs /if ?></dd></div><?cs
call:summary_row(T.checklist.published_by, Checklist.authority) ?><?cs
call:summary_date(T.checklist.published_at, Checklist.published_at) ?><?cs
if:Checklist.note ?><?cs call:summary_typed(T.checklist.note, Checklist.note) ?><?cs /if ?><?cs
/if ?><?cs
if:Addition.alone ?><?cs call:summary_row(T.checklist.items, Addition.count) ?><?cs
else ?><?cs call:summary_row(T.checklist.items, Checklist.count) ?><?cs
/if ?><?cs
call:summary_row(T.checklist.field_basis, Checklist.day_text) ?><?cs
call:summary_end() ?>
<p class="govuk-body"><button type="button" class="govuk-button govuk-button--secondary" hidden data-az-print><?cs var:T.common.print ?></button></p><?cs
call:filter_begin(Filter.action) ?><?cs
if:subcount(Filter.counties) ?><?cs call:filter_pick("county", T.checklist_county.county, Filter.counties) ?><?cs
elif:Addition.county ?><input type="hidden" name="county" value="<?cs var:Addition.county ?>"><?cs
/if ?><?cs
call:filter_list("category", T.checklist.field_category, Filter.categories) ?><?cs
call:filter_list("major", T.checklist.majors, Filter.majors) ?><?cs
if:Filter.active ?><?cs call:filter_end(Filter.clear) ?><?cs else ?><?cs call:filter_end("") ?><?cs /if ?><?cs
if:Addition.title && !Addition.alone ?>
<p class="govuk-body"><?cs call:link("#additions", Addition.title) ?></p><?cs
/if ?><?cs
if:!Addition.alone ?>
<h2 class="govuk-heading-m" id="items"><?cs if:Addition.title ?><?cs var:T.checklist_county.city_items ?><?cs else ?><?cs var:T.checklist.items ?><?cs /if ?></h2><?cs
call:checklist_items(T.checklist.items, Checklist.Items) ?><?cs
/if ?><?cs
if:Addition.title ?><?cs call:checklist_additions() ?><?cs /if ?><?cs
if:subcount(Checklist.Retired) && !Filter.active ?>
<h2 class="govuk-heading-m" id="retired"><?cs var:T.checklist.retired_title ?></h2><?cs
call:paragraph(T.checklist.retired_text) ?>
<ul class="govuk-list govuk-list--bullet"><?cs each:item = Checklist.Retired ?>
<li><span class="az-code"><?cs var:item.code ?></span> <?cs var:item.question ?><?cs if:item.retired_reason ?> <span class="az-small az-muted"><?cs var:T.checklist_retire.reason ?><?cs var:T.checklist.colon ?> <?cs var:item.retired_reason ?></span><?cs /if ?></li><?cs /each ?>
</ul><?cs
/if ?><?cs
if:Checklist.changes_title && !Filter.active ?>
<h2 class="govuk-heading-m" id="changes"><?cs var:Checklist.changes_title ?></h2><?cs
if:subcount(Changes) ?>
<ul class="az-entries"><?cs each:change = Changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
else ?><?cs call:paragraph(T.checklist.no_changes) ?><?cs
/if ?><?cs
/if ?><?cs
/if ?><?cs
if:subcount(AddedVersions) ?>
<h2 class="govuk-heading-m" id="added-versions"><?cs var:T.checklist_county.versions ?></h2><?cs
call:checklist_versions(AddedVersions) ?>
<p class="govuk-body"><?cs call:link(Addition.compare, T.checklist.compare_link) ?></p><?cs
/if ?><?cs
if:subcount(Versions) ?>
<h2 class="govuk-heading-m" id="versions"><?cs var:T.checklist.versions ?></h2><?cs
call:checklist_versions(Versions) ?>
<p class="govuk-body"><?cs call:link(Checklist.compare, T.checklist.compare_link) ?></p><?cs
/if ?><?cs
if:Checklist.baseline_href && !Checklist.baseline ?>
<p class="govuk-body"><?cs call:link(Checklist.baseline_href, T.checklist.baseline_link) ?></p><?cs
/if ?><?cs
if:Checklist.sheet ?>
<p class="govuk-body"><?cs call:link(Checklist.sheet, T.checklist_sheet.download) ?></p><?cs
/if ?><?cs
if:subcount(Categories) ?>
<h2 class="govuk-heading-m" id="categories"><?cs var:T.checklist.categories_title ?></h2><?cs
call:summary_begin() ?><?cs
each:category = Categories ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><span class="az-code"><?cs var:category.code ?></span> <?cs var:category.name ?></dt><dd class="govuk-summary-list__value"><?cs var:category.about ?></dd></div><?cs
/each ?><?cs
call:summary_end() ?><?cs
/if ?>
<?cs call:page_foot() ?>
