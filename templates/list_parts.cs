<?cs #
 A declared list (core/web/list.h): its table and the way to the next page. The first column names the row.
?><?cs

def:list_tags(cell) ?><?cs each:tag = cell.tags ?> <?cs call:tag(tag.tone, tag.text) ?><?cs /each ?><?cs /def ?><?cs

def:list_text(cell) ?><?cs
if:cell.href ?><a class="govuk-link<?cs if:cell.date ?> az-date<?cs /if ?>" href="<?cs var:cell.href ?>"><?cs var:cell.text ?></a><?cs
elif:cell.date ?><span class="az-date"><?cs var:cell.text ?></span><?cs
else ?><?cs var:cell.text ?><?cs /if ?><?cs call:list_tags(cell) ?><?cs /def ?><?cs

def:list_cell(cell) ?><?cs
if:name(cell) == "0" ?><th scope="row"><a class="govuk-link az-figure" href="<?cs var:cell.href ?>"><?cs var:cell.text ?></a></th><?cs
elif:cell.text || subcount(cell.tags) ?><td data-label="<?cs var:cell.label ?>"><span><?cs call:list_text(cell) ?></span></td><?cs
else ?><td></td><?cs /if ?><?cs /def ?><?cs

def:list_table(caption, nothing) ?><?cs
if:subcount(Rows) ?><?cs
call:table_quiet(caption) ?><?cs
each:column = Columns ?><?cs call:th(column.text) ?><?cs /each ?><?cs
call:table_body() ?><?cs
each:row = Rows ?>
<tr><?cs each:cell = row.cells ?><?cs call:list_cell(cell) ?><?cs /each ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
call:pagination(Pager) ?><?cs
if:Files.csv ?>
<p class="govuk-body"><?cs var:T.list.as_file ?> <?cs call:link(Files.csv, T.list.csv) ?> · <?cs call:link(Files.json, T.list.json) ?></p><?cs /if ?><?cs
else ?><?cs
call:empty(nothing) ?><?cs
/if ?><?cs /def ?><?cs # ?>
