<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.insurer.title) ?><?cs
call:lead(T.insurer.lead) ?><?cs
if:subcount(Insurers) ?><?cs
call:table_quiet(T.insurer.title) ?><?cs
call:th(T.insurer.name) ?><?cs call:th(T.insurer.phone) ?><?cs call:th(T.insurer.grade) ?><?cs call:th(T.insurer.records) ?><?cs
call:table_body() ?><?cs
each:insurer = Insurers ?>
<tr><?cs call:td_head_link(insurer.href, insurer.name) ?><?cs
if:insurer.phone ?><td data-label="<?cs var:T.insurer.phone ?>"><a class="govuk-link az-figure" href="tel:<?cs var:insurer.phone ?>"><?cs var:insurer.phone ?></a></td><?cs
else ?><?cs call:td(T.insurer.phone, T.insurer.phone_none) ?><?cs /if ?><?cs
if:insurer.grade_text ?><?cs call:td(T.insurer.grade, insurer.grade_text) ?><?cs else ?><?cs call:td(T.insurer.grade, T.insurer.grade_none) ?><?cs /if ?><td data-label="<?cs var:T.insurer.records ?>"><a class="govuk-link" href="<?cs var:insurer.disclosures ?>"><?cs var:T.insurer.records_see ?><span class="govuk-visually-hidden"> (<?cs var:insurer.name ?>)</span></a></td></tr><?cs
/each ?><?cs
call:table_end() ?>
<p class="govuk-body az-muted az-measure"><?cs var:T.insurer.grade_about ?></p><?cs
else ?><?cs
call:empty(T.insurer.empty) ?><?cs
/if ?><?cs
call:notice("info", T.insurer.complain_title, T.insurer.complain_text) ?>
<p class="govuk-body"><?cs call:button_link_quiet("/report", T.layout.nav_report) ?></p>
<?cs call:page_foot() ?>
