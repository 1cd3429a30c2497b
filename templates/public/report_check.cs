<?cs include!"layout.cs" ?><?cs include!"report_parts.cs" ?><?cs include!"flood_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Send) ?><?cs
call:heading_about(T.report_form.title, Form.title) ?>
<p class="govuk-body az-muted"><?cs var:Form.progress ?></p>
<?cs call:form_begin(Form) ?><?cs call:form_fields(Form) ?>
<dl class="govuk-summary-list"><?cs
each:step = Form.answers ?><?cs each:row = step.rows ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:row.label ?></dt><dd class="govuk-summary-list__value az-typed"><?cs
if:subcount(row.values) ?><?cs each:value = row.values ?><div><?cs var:value.text ?></div><?cs /each ?><?cs else ?><span class="az-muted"><?cs var:T.report_form.nothing_said ?></span><?cs /if ?></dd><dd class="govuk-summary-list__actions"><?cs
if:first(row) ?><button type="submit" class="az-link-button" name="<?cs var:Form.go ?>" value="<?cs var:step.step ?>"><?cs var:T.form.change ?><span class="govuk-visually-hidden"> <?cs var:step.title ?></span></button><?cs /if ?></dd></div><?cs
/each ?><?cs /each ?>
</dl>
<button type="submit" class="govuk-button govuk-button--secondary" name="<?cs var:Form.go ?>" value="back"><?cs var:T.common.back ?></button><?cs
call:form_language(Form) ?>
</form><?cs
if:Door.label ?><?cs call:report_door(Door) ?><?cs /if ?><?cs
call:subheading(T.report_goes.title) ?><?cs
if:Goes.nobody ?><?cs
call:notice("warning", T.report_goes.nobody, Goes.nobody) ?><?cs
else ?>
<ul class="govuk-list" id="goes"><?cs each:body = Goes.bodies ?>
<li><strong><?cs var:body.name ?></strong><?cs if:Goes.shared ?> <span class="az-muted"><?cs var:body.role ?></span><?cs /if ?></li><?cs /each ?>
</ul>
<p class="govuk-body az-muted az-measure"><?cs if:Goes.unlisted ?><?cs var:T.report_goes.unlisted ?><?cs else ?><?cs var:T.report_goes.never ?><?cs /if ?><?cs if:Goes.unverified ?> <?cs var:T.report_goes.unverified ?><?cs /if ?></p><?cs
call:subheading(T.report_form.see_title) ?><?cs
call:table_quiet(T.report_form.see_title) ?><?cs call:th(T.report_form.see_what) ?><?cs call:th(T.report_form.see_who) ?><?cs call:th(T.report_form.see_not) ?><?cs call:table_body() ?>
<tr><?cs call:td_head(T.report_form.see_case) ?><?cs call:td(T.report_form.see_who, T.report_form.see_case_who) ?><?cs call:td(T.report_form.see_not, T.report_form.see_case_not) ?></tr><?cs
if:Report.named ?>
<tr><?cs call:td_head(T.report_form.see_name) ?><?cs call:td(T.report_form.see_who, T.report_form.see_name_who) ?><?cs call:td(T.report_form.see_not, T.report_form.see_name_not) ?></tr><?cs
/if ?>
<tr><?cs call:td_head(T.report_form.see_routing) ?><?cs call:td(T.report_form.see_who, T.report_form.see_routing_who) ?><?cs call:td(T.report_form.see_not, T.report_form.see_routing_not) ?></tr><?cs
call:table_end() ?><?cs
call:paragraph(T.report_form.see_address) ?><?cs
call:form_begin(Send) ?><?cs call:form_fields(Send) ?><?cs call:report_flood() ?>
<button type="submit" class="govuk-button"><?cs var:Send.submit ?></button>
</form><?cs
/if ?>
<?cs call:page_foot() ?>
