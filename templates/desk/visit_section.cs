<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Visit.href, Visit.no) ?><?cs
call:heading_about(Section.number, Section.title) ?>
<p class="govuk-body"><?cs var:Visit.enterprise ?> · <strong><?cs var:Score.progress ?></strong></p><?cs
if:Other ?><?cs call:notice("info", T.visit.other_title, Other) ?><?cs /if ?><?cs
if:Section.kept && !subcount(Theirs) ?><?cs call:notice("info", T.visit.rest_kept_title, T.visit.rest_kept) ?><?cs /if ?><?cs
if:subcount(Theirs) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.visit.clash_title ?></p><p><?cs var:T.visit.clash_text ?></p></div><?cs
call:table_begin(T.visit.clash_caption) ?><?cs
call:th(T.visit.item) ?><?cs call:th(T.visit.theirs) ?><?cs call:th(T.visit.mine) ?><?cs
call:table_body() ?><?cs
each:row = Theirs ?>
<tr><?cs call:td_head(row.code) ?><td data-label="<?cs var:T.visit.theirs ?>"><span><?cs alt:row.theirs ?><?cs var:T.visit.unanswered ?><?cs /alt ?><?cs if:string.length(row.theirs_remark) ?><br><span class="az-typed"><?cs var:row.theirs_remark ?></span><?cs /if ?><br><span class="az-muted az-small"><?cs var:row.who ?> <?cs var:row.at ?></span></span></td><td data-label="<?cs var:T.visit.mine ?>"><span><?cs alt:row.mine ?><?cs var:T.visit.unanswered ?><?cs /alt ?><?cs if:string.length(row.mine_remark) ?><br><span class="az-typed"><?cs var:row.mine_remark ?></span><?cs /if ?></span></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?><?cs
if:Section.empty ?><?cs call:notice("info", "", T.visit.nothing_asked) ?><?cs /if ?><?cs
call:form_begin(Form) ?><?cs
each:field = Form.fields ?><?cs
if:field.county_begins ?>
<p class="az-part"><?cs var:field.county_begins ?></p><?cs /if ?><?cs
if:field.begins ?><?cs set:skipping = "" ?><?cs if:field.skipped ?><?cs set:skipping = "1" ?><?cs /if ?><?cs /if ?><?cs
if:!skipping ?><?cs
if:field.begins ?><?cs call:item_begin(field) ?><?cs if:field.number ?><?cs call:item_number(field) ?><?cs /if ?><?cs
elif:field.answer && !field.second ?><?cs call:item_answer(field) ?><?cs
elif:field.answer ?><?cs call:form_field(field) ?><?cs
elif:field.remark ?>
<details class="govuk-details"<?cs if:field.open || field.error ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.visit.remark_and_photos ?></span></summary><?cs call:form_field(field) ?><?cs
elif:field.photos ?><?cs call:form_field(field) ?><?cs
elif:field.drop ?><?cs if:field.any ?><?cs call:form_field(field) ?><?cs /if ?></details><?cs
elif:field.keep ?><?cs if:field.clash ?><?cs call:form_field(field) ?><?cs /if ?>
</div><?cs
elif:field.name == "go" ?><?cs
elif:field.name == "seen" || field.name == "clashed" || field.name == "unseen" ?><?cs call:form_field(field) ?><?cs
/if ?><?cs
/if ?><?cs
/each ?><?cs
if:subcount(NotAsked) ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.visit.not_asked ?></span></summary>
<ul class="govuk-details__text"><?cs each:row = NotAsked ?>
<li><span class="az-code"><?cs var:row.code ?></span> <?cs var:row.question ?><?cs if:row.answer ?> <?cs call:tag("grey", T.visit.not_counted) ?> <?cs var:row.answer ?><?cs /if ?></li><?cs /each ?>
</ul></details><?cs
/if ?>
<p class="govuk-visually-hidden" role="status" id="asked-status" data-az-more="<?cs var:T.visit.more_asked ?>"></p>
<p class="az-muted az-small" role="status" id="kept-status" data-az-about="<?cs var:T.visit.keep_script ?>" data-az-over="<?cs var:T.visit.keep_over ?>" data-az-failed="<?cs var:T.visit.keep_failed ?>" data-az-most="<?cs var:Section.most ?>" data-az-large="<?cs var:Section.large ?>"><?cs var:T.visit.keep_about ?></p>
<p class="az-row-actions"><button type="submit" class="govuk-button" name="go" value="next"><?cs if:Section.next ?><?cs var:T.visit.save_next ?><?cs else ?><?cs var:T.visit.save_last ?><?cs /if ?></button> <button type="submit" class="govuk-button govuk-button--secondary" name="go" value="leave"><?cs var:T.visit.save_leave ?></button></p>
</form><?cs
if:Section.previous ?><p class="govuk-body"><?cs call:link(Section.previous, T.visit.previous_section) ?></p><?cs /if ?>
<script type="module" src="/js/visit.js?v=<?cs var:Page.asset ?>"></script>
<?cs call:page_foot() ?>
