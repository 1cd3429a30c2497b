<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.enterprise.list_title) ?><?cs
call:lead(T.enterprise.list_lead) ?><?cs
if:Enterprise.may_add ?>
<p class="govuk-body az-row-actions"><?cs call:button_link("/desk/enterprises/new", T.enterprise.new_title) ?> <?cs call:button_link_quiet("/desk/enterprises/import", T.enterprise_import.link) ?></p><?cs
/if ?><?cs
call:filter_begin("/desk/enterprises") ?><?cs
call:filter_text("q", T.enterprise.q, Filter.q) ?><?cs
call:filter_list("sector", T.enterprise.sector, Filter.sectors) ?><?cs
call:filter_list("county", T.enterprise.county, Filter.counties) ?><?cs
call:filter_list("colour", T.enterprise.colour_title, Filter.colours) ?><?cs
call:filter_end(Filter.clear) ?><?cs
if:Filter.code_wrong ?><?cs call:notice("warning", "", T.enterprise.code_wrong) ?><?cs /if ?><?cs
if:subcount(Enterprises) ?><?cs
call:table_quiet(T.enterprise.list_title) ?><?cs
call:th(T.enterprise.name) ?><?cs call:th(T.enterprise.uscc) ?><?cs call:th(T.enterprise.sectors) ?><?cs call:th(T.enterprise.county) ?><?cs call:th(T.enterprise.size) ?><?cs call:th(T.enterprise.colour_title) ?><?cs
call:table_body() ?><?cs
each:row = Enterprises ?>
<tr><th scope="row"><a class="govuk-link" href="<?cs var:row.href ?>"><?cs var:row.name ?></a><?cs if:row.closed ?> <?cs call:tag("grey", T.enterprise.closed) ?><?cs /if ?></th><?cs
call:td_code(T.enterprise.uscc, row.code) ?><?cs
call:td(T.enterprise.sectors, row.sectors) ?><?cs
call:td(T.enterprise.county, row.place) ?><?cs
call:td(T.enterprise.size, row.size) ?><td data-label="<?cs var:T.enterprise.colour_title ?>"><span><?cs if:row.colour ?><?cs call:tag(row.tag, row.colour) ?><?cs else ?>—<?cs /if ?></span></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
elif:Filter.any ?><?cs
call:empty(T.common.empty) ?><?cs
else ?><?cs
call:empty(T.enterprise.none) ?><?cs
/if ?><?cs
if:Pager.first || Pager.next ?>
<nav class="az-pager" aria-label="<?cs var:T.common.pages ?>"><?cs
if:Pager.first ?><a class="govuk-button govuk-button--secondary" href="<?cs var:Pager.first ?>"><?cs var:T.disclosure.first_page ?></a><?cs else ?><span></span><?cs /if ?><?cs
if:Pager.next ?><a class="govuk-button govuk-button--secondary" rel="next" href="<?cs var:Pager.next ?>"><?cs var:T.common.next ?><span aria-hidden="true"> →</span></a><?cs /if ?></nav><?cs
/if ?>
<p class="govuk-body az-muted"><?cs var:T.enterprise.download ?> <?cs call:link(Download.csv, T.enterprise.download_read) ?> · <?cs call:link(Download.sheet, T.enterprise.download_sheet) ?></p>
<?cs call:page_foot() ?>
