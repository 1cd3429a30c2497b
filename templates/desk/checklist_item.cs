<?cs include!"layout.cs" ?><?cs

def:item_summary(item) ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.checklist.field_category, item.category_text) ?><?cs
call:summary_row(T.checklist.field_question, item.question) ?><?cs
call:summary_some(T.checklist.field_guidance, item.guidance) ?><?cs
call:summary_row(T.checklist.field_frequency, item.frequency) ?><?cs
call:summary_row(T.checklist.field_weight, item.weight) ?><?cs
call:summary_row(T.checklist.field_major, item.major_text) ?><?cs
call:summary_some(T.checklist.field_condition, item.condition) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.checklist.field_basis ?></dt><dd class="govuk-summary-list__value"><?cs each:row = item.basis ?><p><span lang="zh-CN"><?cs var:row.text ?></span><?cs if:row.unverified ?> <?cs call:tag("unverified", T.checklist.unverified) ?><?cs /if ?></p><?cs /each ?></dd></div><?cs
call:summary_end() ?><?cs /def ?><?cs

call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Edit.draft, Checklist.title) ?><?cs
call:heading(Edit.title) ?><?cs
if:Edit.adding ?><?cs call:lead(T.desk_checklist.add_lead) ?><?cs /if ?>
<div class="az-split">
<div><?cs
call:form_whole(Form) ?>
</div>
<div><?cs
if:Now.code ?>
<div class="az-panel"><?cs call:subheading(T.desk_checklist.now_title) ?><?cs call:item_summary(Now) ?></div><?cs
/if ?><?cs
if:Baseline.code ?>
<div class="az-panel"><?cs call:subheading(T.desk_checklist.baseline_title) ?><?cs
if:Baseline.mandatory ?><?cs call:notice("info", "", T.desk_checklist.mandatory_text) ?><?cs /if ?><?cs
call:item_summary(Baseline) ?></div><?cs
/if ?>
</div>
</div>
<?cs call:page_foot() ?>
