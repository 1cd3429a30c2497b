<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs

def:item_summary(item) ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.checklist.field_category, item.category_text) ?><?cs
call:summary_row(T.checklist.field_question, item.question) ?><?cs
call:summary_some(T.checklist.field_guidance, item.guidance) ?><?cs
if:item.answer ?><?cs call:summary_row(T.checklist.field_answer, item.answer) ?><?cs else ?><?cs call:summary_row(T.checklist.field_answer, T.checklist.answer_yes_no) ?><?cs /if ?><?cs
call:summary_some(T.checklist.field_relevant, item.relevant) ?><?cs
call:summary_row(T.checklist.field_frequency, item.frequency) ?><?cs
call:summary_row(T.checklist.field_weight, item.weight) ?><?cs
if:item.major_text ?><?cs call:summary_row(T.checklist.field_major, item.major_text) ?><?cs else ?><?cs call:summary_row(T.checklist.field_major, T.checklist.major.no) ?><?cs /if ?><?cs
call:summary_some(T.checklist.field_condition, item.condition) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.checklist.field_basis ?></dt><dd class="govuk-summary-list__value"><?cs each:row = item.basis ?><p><span lang="zh-CN"><?cs var:row.text ?></span><?cs if:row.unverified ?> <?cs call:tag("unverified", T.checklist.unverified) ?><?cs /if ?></p><?cs /each ?></dd></div><?cs
call:summary_end() ?><?cs /def ?><?cs #

 What belongs to one way of answering carries its name in front: number_unit, choice1_zh.
?><?cs

def:item_field(f) ?><?cs
if:string.slice(f.name, 0, 7) == "number_" ?>
<div data-az-when="answer=number"><?cs call:form_field(f) ?></div><?cs
elif:f.type != "hidden" && string.slice(f.name, 0, 6) == "choice" ?>
<div data-az-when="answer=choice"><?cs call:form_field(f) ?></div><?cs
else ?><?cs call:form_field(f) ?><?cs
/if ?><?cs /def ?><?cs

call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Edit.draft, Checklist.title) ?><?cs
call:heading(Edit.title) ?><?cs
if:Edit.adding ?><?cs call:lead(T.desk_checklist.add_lead) ?><?cs /if ?>
<div class="az-split">
<div><?cs
call:form_begin(Form) ?><?cs each:field = Form.fields ?><?cs call:item_field(field) ?><?cs /each ?><?cs call:form_end(Form) ?>
</div>
<div><?cs
if:Edit.adding ?>
<div class="az-panel" data-az-preview data-az-limits-text="<?cs var:Edit.limits ?>" hidden><?cs call:subheading(T.checklist_preview.now) ?>
<form class="az-phone"><?cs call:item_begin(Preview) ?>
<div data-az-when="answer=yes_no"><?cs call:item_answer(Preview) ?></div>
<div data-az-when="answer=number"><p class="az-muted" data-az-limits></p><?cs call:item_number(Preview.as_number) ?></div>
<div data-az-when="answer=choice"><?cs call:item_answer(Preview.as_choice) ?></div>
<p class="az-small az-muted" data-az-photo hidden><?cs var:T.checklist.photo ?></p>
</div></form></div><?cs
elif:Preview.begins ?>
<div class="az-panel" data-az-preview data-az-limits-text="<?cs var:Edit.limits ?>"><?cs call:subheading(T.checklist_preview.now) ?>
<form class="az-phone"><?cs call:item_preview(Preview) ?></form></div><?cs
/if ?><?cs
if:Edit.condition ?>
<div class="az-panel" id="condition"><?cs call:subheading(T.desk_checklist.condition) ?>
<p class="govuk-body"><?cs if:Edit.words ?><?cs var:Edit.words ?><?cs else ?><?cs var:T.checklist_words.asked_always ?><?cs /if ?></p>
<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="<?cs var:Edit.condition ?>"><?cs var:T.checklist_relevant.edit ?></a></p></div><?cs
/if ?><?cs
if:Now.code ?>
<div class="az-panel"><?cs call:subheading(T.desk_checklist.now_title) ?><?cs call:item_summary(Now) ?></div><?cs
/if ?><?cs
if:Baseline.code ?>
<div class="az-panel"><?cs call:subheading(T.desk_checklist.baseline_title) ?><?cs
if:Baseline.mandatory ?><?cs call:notice("info", "", T.desk_checklist.mandatory_text) ?><?cs /if ?><?cs
call:item_summary(Baseline) ?></div><?cs
/if ?><?cs
if:Replace.action ?>
<div class="az-panel" id="replace"><?cs call:subheading(T.checklist_replace.title) ?><?cs call:paragraph(T.checklist_replace.text) ?>
<form method="post" action="<?cs var:Replace.action ?>" data-az-once><input type="hidden" name="csrf" value="<?cs var:Replace.token ?>"><input type="hidden" name="revision" value="<?cs var:Replace.revision ?>"><button type="submit" class="govuk-button govuk-button--secondary"><?cs var:T.checklist_replace.submit ?></button></form></div><?cs
/if ?>
</div>
</div>
<script type="module" src="/js/when.js?v=<?cs var:Page.asset ?>"></script>
<script type="module" src="/js/preview.js?v=<?cs var:Page.asset ?>"></script>
<?cs call:page_foot() ?>
