<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Table.profile, Profile.sector) ?><?cs
call:heading_about(Enterprise.name, Table.title) ?><?cs
if:Table.hint ?><?cs call:lead(Table.hint) ?><?cs /if ?><?cs
if:subcount(Rows) ?><?cs
call:table_quiet(Table.title) ?><?cs
call:th(T.enterprise.row) ?><?cs each:column = Columns ?><?cs call:th(column.label) ?><?cs /each ?><?cs if:Profile.may_write ?><?cs call:th(T.common.action) ?><?cs /if ?><?cs
call:table_body() ?><?cs
each:row = Rows ?>
<tr><?cs call:td_head(row.number) ?><?cs
each:cell = row.cells ?><?cs call:td(cell.label, cell.value) ?><?cs /each ?><?cs
if:row.href ?><td data-label="<?cs var:T.common.action ?>"><a class="govuk-link" href="<?cs var:row.href ?>"><?cs var:T.enterprise.change_row ?><span class="govuk-visually-hidden"> <?cs var:row.number ?></span></a></td><?cs /if ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs
call:empty(T.enterprise.no_rows) ?><?cs
/if ?><?cs
if:Table.full ?><?cs
call:notice("info", "", T.enterprise.table_full) ?><?cs
elif:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.enterprise.add_row) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?>
<?cs call:page_foot() ?>
