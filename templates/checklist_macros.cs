<?cs #
 What the public pages and the desk say about versions and changes alike.
?><?cs

def:checklist_change_line(field) ?><?cs
if:subcount(field.pieces) ?><span<?cs if:field.language ?> lang="<?cs var:field.language ?>"<?cs /if ?>><?cs each:piece = field.pieces ?><?cs
if:piece.deleted ?><del><span class="govuk-visually-hidden"><?cs var:T.checklist.deleted ?> </span><?cs var:piece.text ?></del><?cs
elif:piece.inserted ?><?cs if:piece.instead ?> <?cs /if ?><ins><span class="govuk-visually-hidden"><?cs var:T.checklist.inserted ?> </span><?cs var:piece.text ?></ins><?cs
else ?><?cs var:piece.text ?><?cs /if ?><?cs /each ?></span><?cs
elif:field.added ?><ins><?cs var:field.added ?></ins><?cs
elif:field.removed ?><del><?cs var:field.removed ?></del><?cs
elif:field.after ?><del><span class="govuk-visually-hidden"><?cs var:T.checklist.before ?> </span><?cs var:field.before ?></del> <span aria-hidden="true">→</span> <ins><span class="govuk-visually-hidden"><?cs var:T.checklist.after ?> </span><?cs var:field.after ?></ins><?cs
/if ?><?cs /def ?><?cs

def:checklist_detail(name, text) ?><?cs
if:string.length(text) ?>
<li><?cs var:name ?><?cs var:T.checklist.colon ?> <?cs var:text ?></li><?cs /if ?><?cs /def ?><?cs #

 All of an item that comes or goes, for whoever decides about it.
?><?cs

def:checklist_details(item) ?>
<ul class="govuk-list govuk-list--bullet az-small"><?cs
call:checklist_detail(T.checklist_retire.reason, item.retired_reason) ?><?cs
call:checklist_detail(T.checklist.field_category, item.category_text) ?><?cs
call:checklist_detail(T.checklist.field_guidance, item.guidance) ?><?cs
if:item.answer ?><?cs call:checklist_detail(T.checklist.field_answer, item.answer) ?><?cs else ?><?cs call:checklist_detail(T.checklist.field_answer, T.checklist.answer_yes_no) ?><?cs /if ?><?cs
if:item.relevant ?><?cs call:checklist_detail(T.checklist.field_relevant, item.relevant) ?><?cs else ?><?cs call:checklist_detail(T.checklist.field_relevant, T.checklist.always_asked) ?><?cs /if ?><?cs
call:checklist_detail(T.checklist.field_frequency, item.frequency) ?><?cs
call:checklist_detail(T.checklist.field_weight, item.weight) ?><?cs
call:checklist_detail(T.checklist.field_major, item.major_text) ?><?cs
call:checklist_detail(T.checklist.field_condition, item.condition) ?><?cs
each:row = item.basis ?>
<li><?cs var:T.checklist.field_basis ?><?cs var:T.checklist.colon ?> <span lang="zh-CN"><?cs var:row.text ?></span><?cs if:row.unverified ?> <?cs call:tag("unverified", T.checklist.unverified) ?><?cs /if ?></li><?cs /each ?>
</ul><?cs /def ?><?cs #

 Beside an item that the law demands and that is worded otherwise: the baseline's words.
?><?cs

def:checklist_law_words(item) ?><?cs
if:subcount(item.law) ?>
<div class="az-notice az-notice--info"><p class="az-notice__title"><?cs var:T.checklist.law_words ?></p><?cs each:line = item.law ?>
<p<?cs if:line.language ?> lang="<?cs var:line.language ?>"<?cs /if ?>><?cs var:line.text ?></p><?cs /each ?><?cs
each:row = item.law_basis ?>
<p class="az-small"><?cs var:T.checklist.field_basis ?><?cs var:T.checklist.colon ?> <span lang="zh-CN"><?cs var:row.text ?></span></p><?cs /each ?></div><?cs
/if ?><?cs /def ?><?cs

def:checklist_change(change) ?>
<li><p class="az-entry__title"><?cs call:tag(change.colour, change.kind) ?> <span class="az-code"><?cs var:change.code ?></span> <?cs var:change.question ?><?cs
if:change.mandatory || change.item.mandatory ?> <?cs call:tag("grey", T.desk_checklist.mandatory) ?><?cs /if ?></p><?cs
call:checklist_law_words(change) ?><?cs
if:change.item.code ?><?cs call:checklist_details(change.item) ?><?cs /if ?><?cs
if:subcount(change.fields) ?>
<ul class="govuk-list govuk-list--bullet az-small"><?cs each:field = change.fields ?>
<li><?cs var:field.name ?> <?cs call:checklist_change_line(field) ?></li><?cs /each ?>
</ul><?cs
/if ?></li><?cs /def ?><?cs

def:checklist_visits() ?><?cs
call:paragraph(Checklist.visits) ?><?cs
if:subcount(Visits) ?>
<ul class="govuk-list govuk-list--bullet" id="visits"><?cs each:row = Visits ?>
<li><?cs if:row.href ?><?cs call:link(row.href, row.no) ?><?cs else ?><span class="az-code"><?cs var:row.no ?></span><?cs /if ?> <?cs var:row.enterprise ?></li><?cs /each ?>
</ul><?cs
/if ?><?cs
if:Checklist.visits_more ?><?cs call:paragraph(Checklist.visits_more) ?><?cs /if ?><?cs /def ?><?cs

def:checklist_proposal() ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.desk_checklist.proposer, Proposal.proposer) ?><?cs
call:summary_date(T.desk_checklist.proposed_at, Proposal.proposed_at) ?><?cs
call:summary_date(T.checklist.since, Proposal.effective) ?><?cs
if:Proposal.note ?><?cs call:summary_typed(T.checklist.note, Proposal.note) ?><?cs /if ?><?cs
call:summary_end() ?><?cs /def ?><?cs

def:county_told(title, text, rows) ?><?cs
if:subcount(rows) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:title ?></p><p><?cs var:text ?></p>
<ul class="govuk-list govuk-list--bullet"><?cs each:row = rows ?>
<li><?cs if:row.county ?><?cs var:row.county ?> <?cs /if ?><span class="az-code"><?cs var:row.code ?></span> <?cs var:row.why ?><?cs if:row.since ?> <?cs var:row.since ?><?cs /if ?></li><?cs /each ?>
</ul></div><?cs
/if ?><?cs /def ?><?cs

def:county_lapsed() ?><?cs call:county_told(T.checklist_county.lapsed_title, T.checklist_county.lapsed_text, Lapsed) ?><?cs /def ?><?cs

def:county_touched() ?><?cs call:county_told(T.checklist_county.touched_title, T.checklist_county.touched_text, Touched) ?><?cs /def ?><?cs

def:checklist_returned() ?><?cs
if:Returned.title ?><?cs call:notice("warning", Returned.title, Returned.reason) ?><?cs /if ?><?cs /def ?><?cs

def:merge_side(label, side) ?><td data-label="<?cs var:label ?>"><span><?cs each:line = side.lines ?><?cs
if:line.language ?><br><span class="az-muted az-small"><?cs /if ?><?cs
if:subcount(line.pieces) ?><?cs call:checklist_change_line(line) ?><?cs elif:line.language ?><span lang="<?cs var:line.language ?>"><?cs var:line.text ?></span><?cs else ?><?cs var:line.text ?><?cs /if ?><?cs
if:line.language ?></span><?cs /if ?><?cs /each ?></span></td><?cs /def ?><?cs

def:merge_sides(clash) ?><?cs
call:table_quiet(clash.code) ?><?cs
call:th(T.checklist_merge.side_before) ?><?cs call:th(T.checklist_merge.side_city) ?><?cs call:th(T.checklist_merge.side_plugin) ?><?cs
if:subcount(clash.third) ?><?cs call:th(T.checklist_merge.side_draft) ?><?cs /if ?><?cs
call:table_body() ?>
<tr><?cs call:merge_side(T.checklist_merge.side_before, clash.before) ?><?cs call:merge_side(T.checklist_merge.side_city, clash.city) ?><?cs call:merge_side(T.checklist_merge.side_plugin, clash.plugin) ?><?cs
if:subcount(clash.third) ?><?cs call:merge_side(T.checklist_merge.side_draft, clash.third) ?><?cs /if ?></tr><?cs
call:table_end() ?><?cs /def ?><?cs

def:merge_faults() ?><?cs
if:subcount(Merge.faults) ?>
<div class="az-notice az-notice--danger"><p class="az-notice__title"><?cs var:T.checklist_merge.faults_title ?></p>
<ul class="govuk-list govuk-list--bullet"><?cs each:fault = Merge.faults ?>
<li><a class="govuk-link" href="<?cs var:fault.href ?>"><?cs var:fault.code ?></a> <?cs var:fault.text ?></li><?cs /each ?>
</ul></div><?cs
/if ?><?cs /def ?><?cs #

 A line on the pages of a draft: that a new baseline is there, or what is still to decide.
?><?cs

def:merge_line() ?><?cs
if:Merge.ahead ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.checklist_merge.ahead_title ?></p><p><?cs var:Merge.text ?></p><p><a class="govuk-link" href="<?cs var:Checklist.desk ?>#baseline"><?cs var:T.checklist_merge.look ?></a></p></div><?cs
elif:Merge.href ?>
<div class="az-notice az-notice--<?cs if:Merge.any_open ?>warning<?cs else ?>info<?cs /if ?>"><p class="az-notice__title"><?cs var:T.checklist_merge.draft_title ?></p><p><?cs var:Merge.text ?> <?cs var:Merge.open_count ?></p><p><a class="govuk-link" href="<?cs var:Merge.href ?>"><?cs if:Merge.any_open ?><?cs var:T.checklist_merge.decide ?><?cs else ?><?cs var:T.checklist_merge.look ?><?cs /if ?></a></p></div><?cs
call:merge_faults() ?><?cs
/if ?><?cs /def ?><?cs

def:merge_came_in() ?>
<h3 class="govuk-heading-s"><?cs var:T.checklist_merge.came_in ?></h3><?cs
call:paragraph(Merge.came_in) ?><?cs
if:subcount(Merge.changes) ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.checklist_merge.came_in_open ?></span></summary>
<ul class="az-entries"><?cs each:change = Merge.changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul></details><?cs
/if ?><?cs /def ?><?cs

def:checklist_versions(rows) ?><?cs
call:table_quiet(T.checklist.versions) ?><?cs
call:th(T.checklist.version) ?><?cs call:th(T.common.state) ?><?cs call:th(T.checklist.since) ?><?cs call:th(T.checklist.last_day) ?><?cs call:th_number(T.checklist.items) ?><?cs call:th(T.checklist.published_by) ?><?cs
call:table_body() ?><?cs
each:version = rows ?>
<tr><th scope="row"><a class="govuk-link" href="<?cs var:version.href ?>"<?cs if:version.current ?> aria-current="page"<?cs /if ?>><?cs var:version.name ?></a></th><?cs
call:td_tag(T.common.state, version.colour, version.standing) ?><?cs
call:td_date(T.checklist.since, version.from) ?><?cs
if:version.to ?><?cs call:td_date(T.checklist.last_day, version.to) ?><?cs else ?><td></td><?cs /if ?><?cs
call:td_number(T.checklist.items, version.items) ?><?cs
call:td(T.checklist.published_by, version.authority) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs /def ?><?cs # ?>
