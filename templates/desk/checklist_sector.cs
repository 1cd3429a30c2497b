<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/checklists", T.desk_checklist.title) ?><?cs
call:heading(Page.title) ?><?cs
if:Checklist.fault ?><?cs call:notice("danger", T.checklist.not_available, Checklist.fault) ?><?cs /if ?><?cs
if:!Checklist.may_write ?><?cs call:notice("info", T.desk_checklist.read_only, T.desk_checklist.read_only_text) ?><?cs /if ?><?cs
if:Checklist.county ?><?cs call:lead(T.checklist_county.lead) ?><?cs /if ?><?cs
call:county_lapsed() ?><?cs
if:Merge.ahead ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.checklist_merge.ahead_title ?></p><p><?cs var:Merge.text ?></p><p><a class="govuk-link" href="#baseline"><?cs var:T.checklist_merge.look ?></a></p></div><?cs
/if ?>
<div class="az-split">
<div><?cs
call:summary_begin() ?><?cs
call:summary_some(T.desk_checklist.latest_from, Checklist.version) ?><?cs
call:summary_some(T.desk_checklist.plugin, Checklist.plugin) ?><?cs
if:Checklist.city ?><?cs call:summary_link(T.checklist_county.city_row, Checklist.city, T.checklist_county.city_open) ?><?cs /if ?><?cs
call:summary_link(T.desk_checklist.public_page, Checklist.href, Checklist.href) ?><?cs
call:summary_end() ?>
</div>
<div>
<div class="az-panel"><?cs
if:Draft.href ?><?cs
call:subheading(T.desk_checklist.draft_now) ?><?cs
call:summary_begin() ?><?cs
call:summary_tag(T.common.state, Draft.colour, Draft.state) ?><?cs
call:summary_row(T.desk_checklist.based_on, Draft.based_on) ?><?cs
call:summary_row(T.desk_checklist.maker, Draft.maker) ?><?cs
call:summary_row(T.desk_checklist.editor, Draft.editor) ?><?cs
call:summary_date(T.desk_checklist.changed, Draft.changed_at) ?><?cs
call:summary_row(T.desk_checklist.items_count, Draft.items) ?><?cs
call:summary_end() ?>
<p class="govuk-body"><?cs call:button_link(Draft.href, T.desk_checklist.open_draft) ?></p><?cs
if:Checklist.may_write && Proposal.href ?>
<p class="govuk-body"><?cs if:Proposal.own ?><?cs call:link(Proposal.href, T.desk_checklist.withdraw) ?><?cs else ?><?cs call:link(Proposal.href, T.desk_checklist.review) ?><?cs /if ?></p><?cs
elif:Checklist.may_write && !Checklist.fault ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Draft.href ?>/sheet"><?cs var:T.checklist_sheet.link ?></a></p><?cs
else ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Draft.href ?>.xlsx"><?cs var:T.checklist_sheet.download ?></a></p><?cs
/if ?><?cs
elif:Form.action ?><?cs
call:subheading(T.checklist_start.title) ?><?cs
call:form_whole(Form) ?><?cs
else ?><?cs
call:subheading(T.desk_checklist.draft_now) ?><?cs
call:paragraph(T.desk_checklist.draft_none) ?><?cs
/if ?>
</div>
</div>
</div>
<?cs
if:Merge.text ?>
<h2 class="govuk-heading-m" id="baseline"><?cs if:Merge.ahead ?><?cs var:T.checklist_merge.ahead_title ?><?cs else ?><?cs var:T.checklist_merge.draft_title ?><?cs /if ?></h2><?cs
if:!Merge.ahead ?><?cs call:paragraph(Merge.text) ?><?cs /if ?><?cs
if:Merge.guessed ?><?cs call:paragraph(Merge.guessed) ?><?cs /if ?><?cs
if:Merge.lacking ?><?cs call:notice("warning", T.checklist_merge.lacking_title, Merge.lacking) ?><?cs
elif:Merge.served ?><?cs call:paragraph(Merge.served) ?><?cs /if ?><?cs
call:merge_came_in() ?>
<h3 class="govuk-heading-s"><?cs var:T.checklist_merge.to_decide ?></h3><?cs
call:paragraph(Merge.open_count) ?><?cs
if:subcount(Merge.open) ?>
<ul class="govuk-list govuk-list--bullet"><?cs each:clash = Merge.open ?>
<li><span class="az-code"><?cs var:clash.code ?></span> <?cs var:clash.what ?> <span class="az-muted"><?cs var:clash.question ?></span></li><?cs /each ?>
</ul><?cs
/if ?><?cs
if:Merge.action ?><?cs call:post_button(Merge.action, Merge.token, "from", Merge.from, "", T.checklist_merge.take_over) ?><?cs
elif:Merge.href ?>
<p class="govuk-body"><?cs call:button_link_quiet(Merge.href, T.checklist_merge.open_page) ?></p><?cs
/if ?><?cs
/if ?><?cs
if:subcount(Counties) ?>
<h2 class="govuk-heading-m" id="counties"><?cs var:T.checklist_county.counties ?></h2><?cs
if:Checklist.own_county ?><?cs call:paragraph(T.checklist_county.counties_own) ?><?cs else ?><?cs call:paragraph(T.checklist_county.counties_text) ?><?cs /if ?><?cs
call:table_quiet(T.checklist_county.counties) ?><?cs
call:th(T.checklist_county.county) ?><?cs call:th(T.desk_checklist.latest_from) ?><?cs call:th(T.checklist.since) ?><?cs call:th_number(T.checklist.items) ?><?cs call:th(T.desk_checklist.draft) ?><?cs
call:table_body() ?><?cs
each:county = Counties ?>
<tr><th scope="row"><?cs call:link(county.href, county.name) ?></th><?cs
if:county.version ?><?cs call:td(T.desk_checklist.latest_from, county.version) ?><?cs call:td_date(T.checklist.since, county.from) ?><?cs call:td_number(T.checklist.items, county.items) ?><?cs
else ?><?cs call:td(T.desk_checklist.latest_from, T.checklist_county.no_version) ?><td></td><td></td><?cs
/if ?><?cs
if:county.draft ?><?cs call:td(T.desk_checklist.draft, county.draft) ?><?cs else ?><?cs call:td(T.desk_checklist.draft, T.desk_checklist.draft_none) ?><?cs /if ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?>
<h2 class="govuk-heading-m" id="versions"><?cs var:T.checklist.versions ?></h2><?cs
if:subcount(Versions) ?><?cs call:checklist_versions(Versions) ?>
<p class="govuk-body"><?cs call:link(Checklist.compare, T.checklist.compare_link) ?></p><?cs
elif:Checklist.fault ?><?cs call:paragraph(T.common.empty_yet) ?><?cs
elif:Checklist.county ?><?cs call:paragraph(T.checklist_county.versions_none) ?><?cs
else ?><?cs call:paragraph(T.desk_checklist.versions_none) ?><?cs
/if ?>
<?cs call:page_foot() ?>
