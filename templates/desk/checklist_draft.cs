<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs

def:draft_act(item, which, text) ?><button type="submit" class="govuk-button govuk-button--secondary" name="act" value="<?cs var:which ?>"><?cs var:text ?><span class="govuk-visually-hidden"> <?cs var:item.code ?></span></button><?cs /def ?><?cs

def:draft_form(item) ?><form class="az-row-actions" method="post" action="<?cs var:Form.action ?>"><input type="hidden" name="csrf" value="<?cs var:Form.token ?>"><input type="hidden" name="revision" value="<?cs var:Draft.revision ?>"><input type="hidden" name="code" value="<?cs var:item.code ?>"><?cs /def ?><?cs

def:draft_item(item) ?>
<li id="<?cs var:item.code ?>">
<p class="az-entry__title"><?cs if:Draft.editable ?><span class="az-handle" data-az-handle hidden title="<?cs var:T.desk_checklist.handle ?>" aria-hidden="true">⠿</span> <?cs /if ?><span class="az-code"><?cs var:item.code ?></span> <?cs var:item.question ?></p>
<p class="az-entry__about"><?cs
if:item.major ?><?cs call:tag("major", item.major_text) ?> <?cs elif:item.conditional ?><?cs call:tag("conditional", item.major_text) ?> <?cs /if ?><?cs
if:item.undecided ?><a href="<?cs var:item.undecided ?>"><?cs call:tag("amber", T.checklist_merge.tag_open) ?><span class="govuk-visually-hidden"> <?cs var:item.code ?></span></a> <?cs /if ?><?cs
if:item.own ?><?cs call:tag("blue", T.checklist.own) ?> <?cs /if ?><?cs
if:item.of_county ?><?cs call:tag("violet", T.checklist_county.tag) ?> <?cs /if ?><?cs
if:item.adjusted ?><?cs call:tag("blue", T.checklist.adjusted_tag) ?> <?cs /if ?><?cs
if:item.mandatory ?><?cs call:tag("grey", T.desk_checklist.mandatory) ?> <?cs /if ?>
<span><?cs var:item.category_text ?> · <?cs var:item.frequency ?> · <?cs var:T.checklist.field_weight ?> <?cs var:item.weight ?></span></p><?cs
call:checklist_law_words(item) ?><?cs
if:item.relevant ?>
<p class="az-small az-muted"><?cs var:item.relevant ?></p><?cs
/if ?><?cs
if:item.lapsed ?>
<p class="az-small"><?cs call:tag("amber", T.checklist_county.lapsed_tag) ?> <?cs var:item.lapsed ?></p><?cs
/if ?><?cs
if:Draft.editable ?><?cs
call:draft_form(item) ?><a class="govuk-button govuk-button--secondary" href="<?cs var:item.edit ?>"><?cs var:T.desk_checklist.edit ?><span class="govuk-visually-hidden"> <?cs var:item.code ?></span></a><?cs
if:!item.first ?><?cs call:draft_act(item, "up", T.desk_checklist.up) ?><?cs /if ?><?cs
if:!item.last ?><?cs call:draft_act(item, "down", T.desk_checklist.down) ?><?cs /if ?><?cs
if:!item.mandatory ?><a class="govuk-button govuk-button--secondary" href="<?cs var:item.retire ?>"><?cs var:T.desk_checklist.retire ?><span class="govuk-visually-hidden"> <?cs var:item.code ?></span></a><?cs /if ?></form>
<?cs call:draft_form(item) ?><label class="govuk-visually-hidden" for="<?cs var:item.place_id ?>"><?cs var:T.desk_checklist.move_to ?> <?cs var:item.code ?></label><?cs
if:item.place_wrong ?><p class="govuk-error-message" id="place-error"><?cs each:field = Form.fields ?><?cs if:field.name == "place" ?><span class="govuk-visually-hidden"><?cs var:T.form.error_prefix ?></span><?cs var:field.error ?><?cs /if ?><?cs /each ?></p><?cs /if ?><input class="govuk-input az-field--place<?cs if:item.place_wrong ?> govuk-input--error<?cs /if ?>" type="text" inputmode="numeric" id="<?cs var:item.place_id ?>" name="place" value="<?cs var:item.place ?>" autocomplete="off"<?cs if:item.place_wrong ?> aria-describedby="place-error" aria-invalid="true"<?cs /if ?>><?cs call:draft_act(item, "move", T.desk_checklist.move) ?></form><?cs
/if ?></li><?cs /def ?><?cs

call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Checklist.desk, Checklist.title) ?><?cs
call:heading(Page.title) ?><?cs
if:Checklist.fault ?><?cs call:notice("danger", T.checklist.not_available, Checklist.fault) ?><?cs /if ?><?cs
if:!Checklist.may_write ?><?cs call:notice("info", T.desk_checklist.read_only, T.desk_checklist.read_only_text) ?><?cs
elif:Proposal.href ?><?cs call:notice("info", T.desk_checklist.in_review, T.desk_checklist.in_review_text) ?><?cs
elif:Checklist.county ?><?cs call:lead(T.checklist_county.lead) ?><?cs
else ?><?cs call:lead(T.desk_checklist.draft_lead) ?><?cs /if ?><?cs
call:checklist_returned() ?><?cs
call:county_lapsed() ?><?cs
call:merge_line() ?>
<div class="az-split">
<div>
<h2 class="govuk-heading-m" id="items"><?cs var:T.checklist.items ?></h2><?cs
if:Draft.editable ?>
<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="<?cs var:Draft.href ?>/own"><?cs var:T.desk_checklist.add ?></a> <a class="govuk-button govuk-button--secondary" href="<?cs var:Draft.href ?>/sheet"><?cs var:T.checklist_sheet.link ?></a> <a class="govuk-button govuk-button--secondary" href="<?cs var:Draft.href ?>/preview"><?cs var:T.checklist_preview.link ?></a></p><?cs
else ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Draft.href ?>/preview"><?cs var:T.checklist_preview.link ?></a></p><?cs
/if ?>
<?cs
if:City.title ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:City.title ?></span></summary>
<ul class="az-entries"><?cs each:item = City.items ?>
<li><p class="az-entry__title"><span class="az-code"><?cs var:item.code ?></span> <?cs var:item.question ?></p><p class="az-small az-muted"><?cs var:item.category ?></p></li><?cs /each ?>
</ul></details>
<p class="az-part"><?cs var:Checklist.county_title ?></p><?cs
/if ?>
<ol class="az-entries" data-az-reorder><?cs each:item = Items ?><?cs call:draft_item(item) ?><?cs /each ?>
</ol><?cs
if:subcount(Retired) ?>
<h2 class="govuk-heading-m" id="retired"><?cs var:T.desk_checklist.retired_title ?></h2>
<ul class="az-entries"><?cs each:item = Retired ?>
<li id="<?cs var:item.code ?>"><p class="az-entry__title"><span class="az-code"><?cs var:item.code ?></span> <?cs var:item.question ?></p><?cs
if:item.retired_reason ?>
<p class="az-small az-typed"><span class="az-muted"><?cs var:T.checklist_retire.reason ?><?cs var:T.checklist.colon ?></span> <?cs var:item.retired_reason ?></p><?cs /if ?><?cs
if:Draft.editable ?><?cs call:draft_form(item) ?><?cs call:draft_act(item, "restore", T.desk_checklist.restore) ?></form><?cs /if ?></li><?cs /each ?>
</ul><?cs
/if ?>
</div>
<div>
<div class="az-panel"><?cs
if:Proposal.href ?><?cs
call:checklist_proposal() ?><?cs
if:Checklist.may_write ?>
<p class="govuk-body"><?cs if:Proposal.own ?><?cs call:button_link_quiet(Proposal.href, T.desk_checklist.withdraw) ?><?cs else ?><?cs call:button_link(Proposal.href, T.desk_checklist.review) ?><?cs /if ?></p><?cs
/if ?><?cs
/if ?><?cs
call:summary_begin() ?><?cs
call:summary_tag(T.common.state, Draft.colour, Draft.state) ?><?cs
call:summary_row(T.desk_checklist.based_on, Draft.based_on) ?><?cs
call:summary_row(T.desk_checklist.maker, Draft.maker) ?><?cs
call:summary_row(T.desk_checklist.editor, Draft.editor) ?><?cs
call:summary_date(T.desk_checklist.changed, Draft.changed_at) ?><?cs
call:summary_row(T.desk_checklist.items_count, Draft.items) ?><?cs
call:summary_tag(T.desk_checklist.trial, Trial.colour, Trial.text) ?><?cs
call:summary_end() ?><?cs
if:Draft.editable ?>
<p class="govuk-body"><a class="govuk-button<?cs if:Trial.done ?> govuk-button--secondary<?cs /if ?>" href="<?cs var:Trial.href ?>"><?cs var:T.desk_checklist.try ?></a></p>
<p class="govuk-body"><a class="govuk-button<?cs if:!Trial.done ?> govuk-button--secondary<?cs /if ?>" href="<?cs var:Draft.href ?>/propose"><?cs var:T.desk_checklist.propose ?></a></p><?cs
/if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Draft.href ?>.xlsx"><?cs var:T.checklist_sheet.download ?></a></p><?cs
if:Checklist.may_write && !Proposal.href ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Draft.href ?>/discard"><?cs var:T.desk_checklist.discard ?></a></p><?cs
/if ?>
</div><?cs
if:Checklist.changes_title ?>
<h2 class="govuk-heading-m" id="changes"><?cs var:Checklist.changes_title ?></h2><?cs
if:subcount(Changes) ?>
<ul class="az-entries"><?cs each:change = Changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
else ?><?cs call:paragraph(T.desk_checklist.changes_none) ?><?cs
/if ?>
<p class="govuk-body"><?cs call:link(Checklist.compare, T.checklist.compare_link) ?></p><?cs
/if ?>
<h2 class="govuk-heading-m" id="trail"><?cs var:T.desk_checklist.trail ?></h2><?cs
call:timeline_begin(T.desk_checklist.trail) ?><?cs
each:event = Trail ?>
<li class="az-timeline__item az-timeline__item--done"><p class="az-timeline__title"><?cs var:event.what ?><?cs if:event.reason ?> <span><?cs var:event.reason ?></span><?cs /if ?></p><p class="az-timeline__time"><span class="az-date"><?cs var:event.at ?></span> <?cs var:event.who ?></p></li><?cs /each ?><?cs
call:timeline_end() ?>
</div>
</div>
<script type="module" src="/js/reorder.js?v=<?cs var:Page.asset ?>"></script>
<?cs call:page_foot() ?>
