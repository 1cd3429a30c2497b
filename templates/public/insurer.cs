<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:back_link("/insurers", T.insurer.title) ?><?cs
call:heading(Insurer.name) ?><?cs
call:summary_begin() ?><?cs
call:summary_code(T.insurer.uscc, Insurer.uscc) ?><?cs
if:Insurer.phone ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.insurer.phone ?></dt><dd class="govuk-summary-list__value"><a class="govuk-link az-figure" href="tel:<?cs var:Insurer.phone ?>"><?cs var:Insurer.phone ?></a></dd></div><?cs
else ?><?cs call:summary_row(T.insurer.phone, T.insurer.phone_none) ?><?cs
/if ?><?cs
if:Insurer.grade_text ?><?cs call:summary_row(T.insurer.grade, Insurer.grade_text) ?><?cs else ?><?cs call:summary_row(T.insurer.grade, T.insurer.grade_none) ?><?cs /if ?><?cs
call:summary_link(T.insurer.records, Insurer.disclosures, T.insurer.records_see) ?><?cs
call:summary_end() ?>
<p class="govuk-body az-muted az-measure"><?cs var:T.insurer.grade_about ?></p><?cs
call:notice("info", T.insurer.complain_title, T.insurer.complain_text) ?>
<p class="govuk-body"><?cs call:button_link_quiet("/report", T.layout.nav_report) ?></p>
<?cs call:page_foot() ?>
