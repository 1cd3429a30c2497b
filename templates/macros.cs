<?cs #
 Forms and components. Every value is escaped by the parser (Config.VarEscapeMode
 = html); macro parameters are references into the HDF and are never set.
?><?cs

def:icon(which) ?><svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><?cs
if:which == "mark" ?><path d="M12 2.2 4 5v6.2c0 4.9 3.3 8.6 8 10.6 4.7-2 8-5.7 8-10.6V5z"/><path d="m8.2 11.8 2.8 2.8 5-5.4"/><?cs
elif:which == "report" ?><path d="M4 4.5h16v11.5h-9L6.5 20v-4H4z"/><path d="M12 7.5v3.6"/><path d="M12 13.4v.1"/><?cs
elif:which == "search" ?><circle cx="10.5" cy="10.5" r="6.2"/><path d="m15.2 15.2 5 5"/><?cs
elif:which == "checklist" ?><path d="M6 3.5h12v17H6z"/><path d="m8.8 8.6 1 1 1.8-1.9M13.6 8.8h2M8.8 14.6l1 1 1.8-1.9M13.6 14.8h2"/><?cs
elif:which == "track" ?><circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.4 2"/><?cs
elif:which == "insurer" ?><path d="M4 20.5h16M5.5 20.5V9.5M18.5 20.5V9.5M9.8 20.5v-8M14.2 20.5v-8M3.5 9.5 12 3.5l8.5 6z"/><?cs
elif:which == "desk" ?><path d="M3.5 5h17v11h-17zM9 20h6M12 16v4"/><?cs
/if ?></svg><?cs /def ?><?cs #

 Forms ---------------------------------------------------------------------
?><?cs

def:form_errors(form) ?><?cs
if:subcount(form.errors) || form.general ?>
<div class="govuk-error-summary" id="error-summary" tabindex="-1" aria-labelledby="error-summary-title" role="alert">
<h2 class="govuk-error-summary__title" id="error-summary-title"><?cs var:T.form.errors_title ?></h2>
<div class="govuk-error-summary__body"><?cs
if:form.general ?><p><?cs var:form.general ?></p><?cs /if ?><?cs
if:subcount(form.errors) ?>
<ul class="govuk-list govuk-error-summary__list"><?cs each:error = form.errors ?>
<li><?cs if:error.href ?><a href="<?cs var:error.href ?>"><?cs var:error.text ?></a><?cs else ?><strong><?cs var:error.text ?></strong><?cs /if ?></li><?cs /each ?>
</ul><?cs
/if ?>
</div>
</div><?cs
/if ?><?cs /def ?><?cs

def:form_begin(form) ?>
<form class="az-form" method="<?cs alt:form.method ?>post<?cs /alt ?>" action="<?cs var:form.action ?>"<?cs if:form.multipart ?> enctype="multipart/form-data"<?cs /if ?> novalidate data-az-once><?cs
if:form.token ?><input type="hidden" name="csrf" value="<?cs var:form.token ?>"><?cs /if ?><?cs
/def ?><?cs

# The buttons of a form that is asked a page at a time; going on is the first, so that Enter does it. The frame's link to the
# other language would lose what is typed, so the form itself is sent to be shown in it.
?><?cs

def:form_language(form) ?><?cs
if:Page.once && Page.other_lang ?>
<p><button type="submit" class="az-link-button" name="<?cs var:form.go ?>" value="stay" formaction="<?cs var:form.action ?>?lang=<?cs var:Page.other_lang ?>" lang="<?cs var:Page.other_lang ?>"><?cs var:T.layout.other_language ?></button></p><?cs
/if ?><?cs /def ?><?cs

def:form_ways(form) ?>
<div class="az-row-actions"><button type="submit" class="govuk-button" name="<?cs var:form.go ?>" value="next"><?cs alt:form.submit ?><?cs var:T.form.next ?><?cs /alt ?></button><?cs
if:form.back ?> <button type="submit" class="govuk-button govuk-button--secondary" name="<?cs var:form.go ?>" value="back"><?cs var:T.common.back ?></button><?cs /if ?></div><?cs
call:form_language(form) ?><?cs
/def ?><?cs

def:form_end(form) ?><?cs
if:form.go ?><?cs call:form_ways(form) ?><?cs else ?>
<button type="submit" class="govuk-button<?cs if:form.grave ?> govuk-button--warning<?cs /if ?>"><?cs alt:form.submit ?><?cs var:T.form.submit ?><?cs /alt ?></button><?cs
/if ?><?cs
if:form.cancel ?>
<p><a class="govuk-link" href="<?cs var:form.cancel ?>"><?cs var:T.form.cancel ?></a></p><?cs
/if ?>
</form><?cs /def ?><?cs #

 The parts of a field; called by form_field only. A macro must stand
 before its first call. The first option carries the field's own name as its
 id, so that the error summary's link lands on it.
?><?cs

def:form_option_id(f, option) ?><?cs var:f.name ?><?cs if:option.code != f.options.0.code ?>-<?cs var:option.code ?><?cs /if ?><?cs /def ?><?cs

def:form_label_text(f) ?><?cs var:f.label ?><?cs if:!f.required ?> <span class="az-optional"><?cs var:T.form.optional ?></span><?cs /if ?><?cs /def ?><?cs

def:form_about(f) ?><?cs
if:f.hint ?>
<div class="govuk-hint" id="<?cs var:f.name ?>-hint"><?cs var:f.hint ?></div><?cs
/if ?><?cs
if:f.error ?>
<p class="govuk-error-message" id="<?cs var:f.name ?>-error"><span class="govuk-visually-hidden"><?cs var:T.form.error_prefix ?></span><?cs var:f.error ?></p><?cs
/if ?><?cs /def ?><?cs

def:form_described(f) ?><?cs
if:f.hint && f.error ?> aria-describedby="<?cs var:f.name ?>-hint <?cs var:f.name ?>-error"<?cs
elif:f.hint ?> aria-describedby="<?cs var:f.name ?>-hint"<?cs
elif:f.error ?> aria-describedby="<?cs var:f.name ?>-error"<?cs
/if ?><?cs /def ?><?cs

def:form_input(f) ?>
<input class="govuk-input<?cs if:f.error ?> govuk-input--error<?cs /if ?><?cs
if:f.type == "code" ?> az-field--code<?cs
elif:f.type == "integer" || f.type == "decimal" || f.type == "money" || f.type == "percent" ?> az-field--number<?cs
elif:f.narrow || f.type == "phone" ?> az-field--narrow<?cs
/if ?>" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>"<?cs
if:f.type == "password" ?> type="password"<?cs
elif:f.type == "date" ?> type="date"<?cs
elif:f.type == "phone" ?> type="tel"<?cs
else ?> type="text"<?cs
/if ?><?cs
if:f.type != "password" ?> value="<?cs var:f.value ?>"<?cs /if ?><?cs
if:f.inputmode ?> inputmode="<?cs var:f.inputmode ?>"<?cs
elif:f.type == "integer" ?> inputmode="numeric"<?cs
elif:f.type == "decimal" || f.type == "money" || f.type == "percent" ?> inputmode="decimal"<?cs
/if ?><?cs
if:f.autocomplete ?> autocomplete="<?cs var:f.autocomplete ?>"<?cs
elif:f.type == "code" || f.type == "password" ?> autocomplete="off"<?cs
/if ?><?cs
if:f.type == "code" ?> autocapitalize="characters" spellcheck="false"<?cs
elif:f.type == "password" ?> spellcheck="false"<?cs
/if ?><?cs call:form_described(f) ?>><?cs /def ?><?cs

def:form_radios(f) ?>
<div class="govuk-radios"><?cs
each:option = f.options ?>
<div class="govuk-radios__item"><input class="govuk-radios__input" id="<?cs call:form_option_id(f, option) ?>" name="<?cs var:f.name ?>" type="radio" value="<?cs var:option.code ?>"<?cs if:option.checked ?> checked<?cs /if ?><?cs if:option.hint ?> aria-describedby="<?cs var:f.name ?>-<?cs var:option.code ?>-hint"<?cs /if ?>><label class="govuk-label govuk-radios__label" for="<?cs call:form_option_id(f, option) ?>"><?cs var:option.label ?></label><?cs
if:option.hint ?><div class="govuk-hint govuk-radios__hint" id="<?cs var:f.name ?>-<?cs var:option.code ?>-hint"><?cs var:option.hint ?></div><?cs /if ?></div><?cs
/each ?>
</div><?cs /def ?><?cs

def:form_choices(f) ?>
<div class="govuk-checkboxes"><?cs
each:option = f.options ?>
<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="<?cs call:form_option_id(f, option) ?>" name="<?cs var:f.name ?>" type="checkbox" value="<?cs var:option.code ?>"<?cs if:option.checked ?> checked<?cs /if ?><?cs if:option.hint ?> aria-describedby="<?cs var:f.name ?>-<?cs var:option.code ?>-hint"<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="<?cs call:form_option_id(f, option) ?>"><?cs var:option.label ?></label><?cs
if:option.hint ?><div class="govuk-hint govuk-checkboxes__hint" id="<?cs var:f.name ?>-<?cs var:option.code ?>-hint"><?cs var:option.hint ?></div><?cs /if ?></div><?cs
/each ?>
</div><?cs /def ?><?cs

def:form_yes_no(f) ?>
<div class="govuk-radios govuk-radios--inline">
<div class="govuk-radios__item"><input class="govuk-radios__input" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" type="radio" value="yes"<?cs if:f.value == "yes" ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="<?cs var:f.name ?>"><?cs var:T.common.yes ?></label></div>
<div class="govuk-radios__item"><input class="govuk-radios__input" id="<?cs var:f.name ?>-no" name="<?cs var:f.name ?>" type="radio" value="no"<?cs if:f.value == "no" ?> checked<?cs /if ?>><label class="govuk-label govuk-radios__label" for="<?cs var:f.name ?>-no"><?cs var:T.common.no ?></label></div>
</div><?cs /def ?><?cs #

 One field, whatever its type.
?><?cs

def:form_field(f) ?><?cs
if:f.type == "carried" ?><?cs
each:held = f.values ?><input type="hidden" name="<?cs var:f.name ?>" value="<?cs var:held.value ?>"><?cs /each ?><?cs
each:file = f.files ?><input type="hidden" name="<?cs var:f.name ?>_kept" value="<?cs var:file.token ?>"><?cs /each ?><?cs
elif:f.type == "hidden" ?>
<input type="hidden" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" value="<?cs var:f.value ?>"><?cs
else ?><?cs
if:f.section ?>
<h2 class="az-form__section"><?cs var:f.section ?></h2><?cs
/if ?>
<div class="govuk-form-group<?cs if:f.error ?> govuk-form-group--error<?cs /if ?>"><?cs
if:f.type == "choice" || f.type == "choices" || f.type == "yesno" ?>
<fieldset class="govuk-fieldset"<?cs call:form_described(f) ?>>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><?cs call:form_label_text(f) ?></legend><?cs
call:form_about(f) ?><?cs
if:f.type == "choice" ?><?cs call:form_radios(f) ?><?cs
elif:f.type == "yesno" ?><?cs call:form_yes_no(f) ?><?cs
else ?><?cs call:form_choices(f) ?><?cs
/if ?>
</fieldset><?cs
elif:f.type == "check" ?><?cs
call:form_about(f) ?>
<div class="govuk-checkboxes">
<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" type="checkbox" value="1"<?cs if:f.checked ?> checked<?cs /if ?><?cs call:form_described(f) ?>><label class="govuk-label govuk-checkboxes__label" for="<?cs var:f.name ?>"><?cs var:f.label ?></label></div>
</div><?cs
else ?>
<label class="govuk-label govuk-label--s" for="<?cs var:f.name ?>"><?cs call:form_label_text(f) ?><?cs if:f.unit ?><span class="govuk-visually-hidden"> (<?cs var:f.unit ?>)</span><?cs /if ?></label><?cs
call:form_about(f) ?><?cs
if:f.type == "longtext" ?>
<textarea class="govuk-textarea<?cs if:f.error ?> govuk-textarea--error<?cs /if ?>" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" rows="<?cs alt:f.rows ?>6<?cs /alt ?>"<?cs call:form_described(f) ?>>
<?cs var:f.value ?></textarea><?cs
elif:f.type == "list" ?>
<select class="govuk-select<?cs if:f.error ?> govuk-select--error<?cs /if ?>" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>"<?cs call:form_described(f) ?>>
<option value=""><?cs var:T.form.choose ?></option><?cs
each:option = f.options ?>
<option value="<?cs var:option.code ?>"<?cs if:option.checked ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs
/each ?>
</select><?cs
elif:f.type == "file" ?><?cs
if:subcount(f.files) ?>
<ul class="az-files"><?cs each:file = f.files ?>
<li><span><?cs var:file.name ?></span><span class="az-muted"><?cs var:file.size ?></span><?cs if:file.token ?><label class="az-keep"><input type="checkbox" name="<?cs var:f.name ?>_kept" value="<?cs var:file.token ?>" checked> <?cs var:T.form.keep_file ?><span class="govuk-visually-hidden"> <?cs var:file.name ?></span></label><?cs /if ?></li><?cs
/each ?>
</ul><?cs
/if ?>
<input class="govuk-file-upload<?cs if:f.error ?> govuk-file-upload--error<?cs /if ?>" id="<?cs var:f.name ?>" name="<?cs var:f.name ?>" type="file"<?cs if:f.multiple ?> multiple<?cs /if ?><?cs if:f.accept ?> accept="<?cs var:f.accept ?>"<?cs /if ?><?cs call:form_described(f) ?>><?cs
elif:f.unit ?>
<div class="govuk-input__wrapper"><?cs call:form_input(f) ?><div class="govuk-input__suffix" aria-hidden="true"><?cs var:f.unit ?></div></div><?cs
else ?><?cs
call:form_input(f) ?><?cs
/if ?><?cs
/if ?>
</div><?cs
/if ?><?cs /def ?><?cs

def:form_fields(form) ?><?cs
each:field = form.fields ?><?cs call:form_field(field) ?><?cs /each ?><?cs
/def ?><?cs

def:form_whole(form) ?><?cs
call:form_begin(form) ?><?cs call:form_fields(form) ?><?cs call:form_end(form) ?><?cs
/def ?><?cs #

 Small parts ------------------------------------------------------------------
?><?cs

def:tag(state, text) ?><strong class="govuk-tag az-tag--<?cs var:state ?>"><?cs var:text ?></strong><?cs /def ?><?cs

def:date(text) ?><time datetime="<?cs var:text ?>"><?cs var:text ?></time><?cs /def ?><?cs

def:link(href, text) ?><a class="govuk-link" href="<?cs var:href ?>"><?cs var:text ?></a><?cs /def ?><?cs

def:button_link(href, text) ?><a class="govuk-button" href="<?cs var:href ?>"><?cs var:text ?></a><?cs /def ?><?cs

def:button_link_quiet(href, text) ?><a class="govuk-button govuk-button--secondary" href="<?cs var:href ?>"><?cs var:text ?></a><?cs /def ?><?cs

def:back_link(href, text) ?>
<a class="govuk-back-link" href="<?cs var:href ?>"><?cs if:text ?><?cs var:text ?><?cs else ?><?cs var:T.common.back ?><?cs /if ?></a><?cs /def ?><?cs

def:heading(text) ?>
<h1 class="govuk-heading-l"><?cs var:text ?></h1><?cs /def ?><?cs

def:heading_about(caption, text) ?>
<h1 class="govuk-heading-l"><span class="govuk-caption-l"><?cs var:caption ?></span> <?cs var:text ?></h1><?cs /def ?><?cs

def:subheading(text) ?>
<h2 class="govuk-heading-m"><?cs var:text ?></h2><?cs /def ?><?cs

def:lead(text) ?>
<p class="az-lead"><?cs var:text ?></p><?cs /def ?><?cs

def:paragraph(text) ?>
<p class="govuk-body az-measure"><?cs var:text ?></p><?cs /def ?><?cs #

 A box that stands out: kind is info, success, warning or danger.
?><?cs

def:notice(kind, title, text) ?>
<div class="az-notice az-notice--<?cs var:kind ?>"<?cs if:kind == "success" ?> role="status"<?cs /if ?>><?cs
if:title ?><p class="az-notice__title"><?cs var:title ?></p><?cs /if ?><?cs
if:text ?><p><?cs var:text ?></p><?cs /if ?></div><?cs /def ?><?cs

def:empty(text) ?>
<div class="az-empty"><p><?cs var:text ?></p></div><?cs /def ?><?cs

def:card(which, href, title, text) ?>
<li class="az-card"><span class="az-card__icon"><?cs call:icon(which) ?></span><h2 class="az-card__title"><a href="<?cs var:href ?>"><?cs var:title ?></a></h2><p><?cs var:text ?></p></li><?cs /def ?><?cs

def:step(title, text) ?>
<li><strong><?cs var:title ?></strong><p><?cs var:text ?></p></li><?cs /def ?><?cs

def:figure(value, label) ?>
<li><span class="az-figures__value"><?cs var:value ?></span><span class="az-figures__label"><?cs var:label ?></span></li><?cs /def ?><?cs #

 Summary lists: what a thing is, row by row.
?><?cs

def:summary_begin() ?>
<dl class="govuk-summary-list"><?cs /def ?><?cs

def:summary_row(key, value) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><?cs var:value ?></dd></div><?cs /def ?><?cs

def:summary_some(key, value) ?><?cs if:string.length(value) ?><?cs call:summary_row(key, value) ?><?cs /if ?><?cs /def ?><?cs

def:summary_typed(key, value) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value az-typed"><?cs var:value ?></dd></div><?cs /def ?><?cs

def:summary_code(key, value) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><span class="az-code"><?cs var:value ?></span></dd></div><?cs /def ?><?cs

def:summary_date(key, value) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><span class="az-date"><?cs var:value ?></span></dd></div><?cs /def ?><?cs

def:summary_link(key, href, value) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><a class="govuk-link" href="<?cs var:href ?>"><?cs var:value ?></a></dd></div><?cs /def ?><?cs

def:summary_tag(key, state, value) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:key ?></dt><dd class="govuk-summary-list__value"><?cs call:tag(state, value) ?></dd></div><?cs /def ?><?cs

def:summary_end() ?>
</dl><?cs /def ?><?cs #

 Timelines: mark is done, current, pending or stopped.
?><?cs

def:timeline_begin(label) ?>
<ol class="az-timeline" aria-label="<?cs var:label ?>"><?cs /def ?><?cs

def:timeline_row(mark, title, time, text) ?>
<li class="az-timeline__item az-timeline__item--<?cs var:mark ?>"<?cs if:mark == "current" ?> aria-current="step"<?cs /if ?>><p class="az-timeline__title"><?cs var:title ?></p><?cs
if:time ?><p class="az-timeline__time"><span class="az-date"><?cs var:time ?></span></p><?cs /if ?><?cs
if:text ?><p class="az-timeline__text az-typed"><?cs var:text ?></p><?cs /if ?></li><?cs /def ?><?cs

def:timeline_end() ?>
</ol><?cs /def ?><?cs #

 Tables. table_head takes the caption; then one th for each column, table_body,
 rows (plain tr) of td_* whose label repeats the column's heading, table_end.
?><?cs

def:table_begin(caption) ?>
<table class="az-table"><caption<?cs if:!caption ?> class="govuk-visually-hidden"<?cs /if ?>><?cs var:caption ?></caption><thead><tr><?cs /def ?><?cs

def:table_quiet(caption) ?>
<table class="az-table"><caption class="govuk-visually-hidden"><?cs var:caption ?></caption><thead><tr><?cs /def ?><?cs

def:th(text) ?><th scope="col"><?cs var:text ?></th><?cs /def ?><?cs

def:th_number(text) ?><th scope="col" class="az-number"><?cs var:text ?></th><?cs /def ?><?cs

def:table_body() ?></tr></thead>
<tbody><?cs /def ?><?cs

def:td_head(text) ?><th scope="row"><?cs var:text ?></th><?cs /def ?><?cs

def:td_head_link(href, text) ?><th scope="row"><a class="govuk-link" href="<?cs var:href ?>"><?cs var:text ?></a></th><?cs /def ?><?cs

def:td_head_number(href, text) ?><th scope="row"><a class="govuk-link az-figure" href="<?cs var:href ?>"><?cs var:text ?></a></th><?cs /def ?><?cs

def:td(label, text) ?><td data-label="<?cs var:label ?>"><?cs var:text ?></td><?cs /def ?><?cs

def:td_number(label, text) ?><td class="az-number" data-label="<?cs var:label ?>"><?cs var:text ?></td><?cs /def ?><?cs

def:td_date(label, text) ?><td data-label="<?cs var:label ?>"><span class="az-date"><?cs var:text ?></span></td><?cs /def ?><?cs

def:td_code(label, text) ?><td data-label="<?cs var:label ?>"><span class="az-code"><?cs var:text ?></span></td><?cs /def ?><?cs

def:td_link(label, href, text) ?><td data-label="<?cs var:label ?>"><a class="govuk-link" href="<?cs var:href ?>"><?cs var:text ?></a></td><?cs /def ?><?cs

def:td_tag(label, state, text) ?><td data-label="<?cs var:label ?>"><span><?cs call:tag(state, text) ?></span></td><?cs /def ?><?cs

def:table_end() ?></tbody>
</table><?cs /def ?><?cs #

 Lists: tabs of kinds, a filter bar, the way to the next page.
?><?cs

def:tabs(label, tabs) ?>
<nav aria-label="<?cs var:label ?>"><ul class="az-tabs"><?cs
each:entry = tabs ?>
<li><a href="<?cs var:entry.href ?>"<?cs if:entry.current ?> aria-current="page"<?cs /if ?>><?cs var:entry.text ?><?cs if:string.length(entry.count) ?> <span class="az-count"><?cs var:entry.count ?></span><?cs /if ?></a></li><?cs
/each ?>
</ul></nav><?cs /def ?><?cs

def:filter_begin(action) ?>
<form class="az-filter" method="get" action="<?cs var:action ?>" role="search"><?cs /def ?><?cs

def:filter_hidden(field, value) ?><input type="hidden" name="<?cs var:field ?>" value="<?cs var:value ?>"><?cs /def ?><?cs

def:filter_text(field, label, value) ?>
<div><label class="govuk-label" for="<?cs var:field ?>"><?cs var:label ?></label><input class="govuk-input" type="search" id="<?cs var:field ?>" name="<?cs var:field ?>" value="<?cs var:value ?>"></div><?cs /def ?><?cs

def:filter_date(field, label, value) ?>
<div><label class="govuk-label" for="<?cs var:field ?>"><?cs var:label ?></label><input class="govuk-input" type="date" id="<?cs var:field ?>" name="<?cs var:field ?>" value="<?cs var:value ?>"></div><?cs /def ?><?cs

def:filter_list(field, label, options) ?>
<div><label class="govuk-label" for="<?cs var:field ?>"><?cs var:label ?></label><select class="govuk-select" id="<?cs var:field ?>" name="<?cs var:field ?>"><option value=""><?cs var:T.common.all ?></option><?cs
each:option = options ?><option value="<?cs var:option.code ?>"<?cs if:option.checked ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs /each ?></select></div><?cs /def ?><?cs

def:filter_pick(field, label, options) ?>
<div><label class="govuk-label" for="<?cs var:field ?>"><?cs var:label ?></label><select class="govuk-select" id="<?cs var:field ?>" name="<?cs var:field ?>"><?cs
each:option = options ?><option value="<?cs var:option.code ?>"<?cs if:option.checked ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs /each ?></select></div><?cs /def ?><?cs

def:filter_end(clear) ?>
<div class="az-filter__actions"><button type="submit" class="govuk-button"><?cs var:T.common.filter ?></button><?cs
if:clear ?><a class="govuk-link" href="<?cs var:clear ?>"><?cs var:T.common.clear ?></a><?cs /if ?></div>
</form><?cs /def ?><?cs

def:pagination(pager) ?><?cs
if:pager.prev || pager.next ?>
<nav class="az-pager" aria-label="<?cs var:T.common.pages ?>"><?cs
if:pager.prev ?><a class="govuk-button govuk-button--secondary" rel="prev" href="<?cs var:pager.prev ?>"><span aria-hidden="true">← </span><?cs var:T.common.previous ?></a><?cs else ?><span></span><?cs /if ?><?cs
if:pager.next ?><a class="govuk-button govuk-button--secondary" rel="next" href="<?cs var:pager.next ?>"><?cs var:T.common.next ?><span aria-hidden="true"> →</span></a><?cs /if ?></nav><?cs
/if ?><?cs /def ?><?cs #

 One button that posts: kind is "", "quiet", "small" or "grave". For actions
 without any field; whatever asks for a reason is a form.
?><?cs

def:post_button(action, token, field, value, kind, text) ?>
<form method="post" action="<?cs var:action ?>" data-az-once><input type="hidden" name="csrf" value="<?cs var:token ?>"><?cs
if:field ?><input type="hidden" name="<?cs var:field ?>" value="<?cs var:value ?>"><?cs /if ?><button type="submit" class="govuk-button<?cs
if:kind == "quiet" ?> govuk-button--secondary<?cs elif:kind == "small" ?> govuk-button--secondary govuk-button--small<?cs elif:kind == "grave" ?> govuk-button--warning<?cs /if ?>"><?cs var:text ?></button></form><?cs /def ?><?cs # ?>
