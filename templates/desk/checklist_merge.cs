<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs

def:merge_choices(field) ?>
<fieldset class="govuk-fieldset"<?cs call:form_described(field) ?>><legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><?cs var:T.checklist_merge.decision ?><span class="govuk-visually-hidden"> <?cs var:field.code ?> <?cs var:field.what ?></span></legend><?cs
call:form_about(field) ?><?cs call:form_radios(field) ?></fieldset><?cs /def ?><?cs

def:merge_clash(field) ?>
<section class="az-clash<?cs if:field.error ?> govuk-form-group--error<?cs /if ?>" aria-labelledby="<?cs var:field.name ?>-title">
<h3 class="govuk-heading-s" id="<?cs var:field.name ?>-title"><?cs if:field.open ?><?cs call:tag("amber", T.checklist_merge.tag_open) ?><?cs else ?><?cs call:tag("green", T.checklist_merge.tag_decided) ?><?cs /if ?> <span class="az-code"><?cs var:field.code ?></span> <?cs var:field.what ?></h3>
<p class="govuk-body az-muted"><?cs var:field.question ?></p><?cs
call:merge_sides(field) ?><?cs
each:change = field.ours ?><?cs
if:subcount(change.fields) ?>
<p class="govuk-body az-small"><?cs var:T.checklist_merge.ours ?></p>
<ul class="govuk-list govuk-list--bullet az-small"><?cs each:line = change.fields ?>
<li><?cs var:line.name ?> <?cs call:checklist_change_line(line) ?></li><?cs /each ?>
</ul><?cs
/if ?><?cs
/each ?><?cs
if:field.forbidden ?><?cs call:notice("info", T.checklist_merge.forbidden, field.forbidden) ?><?cs /if ?><?cs
if:Draft.editable ?><?cs call:merge_choices(field) ?><?cs /if ?><?cs
if:field.decided ?>
<p class="govuk-body az-small az-muted"><?cs var:field.decided ?></p><?cs
/if ?><?cs
if:!field.boxed ?>
</section><?cs /if ?><?cs /def ?><?cs

call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Draft.href, T.desk_checklist.draft_now) ?><?cs
call:heading(Page.title) ?><?cs
if:!Checklist.may_write ?><?cs call:notice("info", T.desk_checklist.read_only, T.desk_checklist.read_only_text) ?><?cs /if ?><?cs
if:Merge.ahead ?><?cs call:merge_line() ?><?cs
elif:Merge.text ?><?cs call:lead(Merge.text) ?><?cs
else ?><?cs call:paragraph(T.checklist_merge.no_merge) ?><?cs /if ?><?cs
if:Merge.guessed ?><?cs call:notice("info", "", Merge.guessed) ?><?cs /if ?><?cs
if:Merge.lacking ?><?cs call:notice("warning", T.checklist_merge.lacking_title, Merge.lacking) ?><?cs
elif:Merge.served ?><?cs call:paragraph(Merge.served) ?><?cs /if ?><?cs
call:merge_faults() ?>
<h2 class="govuk-heading-m" id="decide"><?cs var:T.checklist_merge.to_decide ?></h2><?cs
if:Merge.open_count ?><?cs call:paragraph(Merge.open_count) ?><?cs /if ?><?cs
if:Merge.cut ?><?cs call:paragraph(T.checklist_merge.cut) ?><?cs /if ?><?cs
if:subcount(Form.fields) > 1 ?>
<p class="govuk-body az-small"><?cs var:T.checklist.marks ?> <del><?cs var:T.checklist.mark_deleted ?></del> <ins><?cs var:T.checklist.mark_inserted ?></ins></p><?cs
if:Draft.editable ?><?cs call:form_begin(Form) ?><?cs /if ?><?cs
each:field = Form.fields ?><?cs
if:field.clash ?><?cs call:merge_clash(field) ?><?cs
elif:field.type == "check" ?><?cs if:Draft.editable ?><?cs call:form_field(field) ?><?cs /if ?>
</section><?cs
elif:Draft.editable ?><?cs call:form_field(field) ?><?cs
/if ?><?cs
/each ?><?cs
if:Draft.editable ?><?cs call:form_end(Form) ?><?cs /if ?><?cs
/if ?><?cs
if:Merge.came_in ?>
<h2 class="govuk-heading-m" id="came-in"><?cs var:T.checklist_merge.came_in ?></h2><?cs
call:paragraph(Merge.came_in) ?><?cs
if:subcount(Merge.changes) ?>
<ul class="az-entries"><?cs each:change = Merge.changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
/if ?><?cs
/if ?>
<?cs call:page_foot() ?>
