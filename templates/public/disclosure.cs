<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:back_link("/disclosures", T.disclosure.title) ?><?cs
call:heading_about(Entry.no, Entry.name) ?>
<p class="govuk-body"><?cs call:tag(Entry.kind, Entry.kind_text) ?></p><?cs
call:paragraph(Entry.kind_about) ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.disclosure.name, Entry.name) ?><?cs
call:summary_code(T.disclosure.code, Entry.code) ?><?cs
call:summary_row(T.disclosure.subject, Entry.subject_type) ?><?cs
call:summary_row(T.disclosure.sector, Entry.sector) ?><?cs
if:!Entry.praise ?><?cs call:summary_row(T.disclosure.ground, Entry.ground) ?><?cs /if ?><?cs
call:summary_typed(T.disclosure.body, Entry.body) ?><?cs
call:summary_row(T.disclosure.basis, Entry.basis) ?><?cs
call:summary_row(T.disclosure.authority, Entry.authority) ?><?cs
call:summary_row(T.disclosure.document, Entry.document) ?><?cs
call:summary_date(T.disclosure.date, Entry.date) ?><?cs
if:Entry.until ?><?cs call:summary_date(T.disclosure.until, Entry.until) ?><?cs else ?><?cs call:summary_row(T.disclosure.until, T.disclosure.no_term) ?><?cs /if ?><?cs
call:summary_date(T.disclosure.published_on, Entry.published_on) ?><?cs
call:summary_end() ?><?cs
call:subheading(T.disclosure.object_title) ?>
<ul class="az-measure govuk-list govuk-list--bullet">
<li><?cs var:T.disclosure.object_1 ?></li><?cs
if:!Entry.praise ?>
<li><?cs var:T.disclosure.object_2 ?></li>
<li><?cs var:T.disclosure.object_3 ?></li><?cs
/if ?>
</ul>
<?cs call:page_foot() ?>
