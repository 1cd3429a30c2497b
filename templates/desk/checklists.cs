<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.desk_checklist.title) ?><?cs
call:lead(T.desk_checklist.lead) ?><?cs
if:subcount(Sectors) ?><?cs
call:table_quiet(T.desk_checklist.title) ?><?cs
call:th(T.checklist.sector) ?><?cs call:th(T.desk_checklist.latest_from) ?><?cs call:th(T.checklist.since) ?><?cs call:th(T.desk_checklist.draft) ?><?cs call:th(T.desk_checklist.plugin) ?><?cs
call:table_body() ?><?cs
each:sector = Sectors ?>
<tr><th scope="row"><?cs call:link(sector.href, sector.name) ?><?cs if:sector.added ?><br><span class="az-small"><?cs call:link(sector.added, sector.added_text) ?><?cs if:sector.added_lapsed ?> <?cs call:tag("amber", T.checklist_county.lapsed_tag) ?><?cs /if ?></span><?cs elif:!sector.may_write ?><br><span class="az-small az-muted"><?cs var:T.desk_checklist.read_only ?></span><?cs /if ?></th><?cs
call:td(T.desk_checklist.latest_from, sector.version) ?><?cs
if:sector.from ?><?cs call:td_date(T.checklist.since, sector.from) ?><?cs else ?><td></td><?cs /if ?><?cs
if:sector.draft ?><?cs call:td(T.desk_checklist.draft, sector.draft) ?><?cs else ?><?cs call:td(T.desk_checklist.draft, T.desk_checklist.draft_none) ?><?cs /if ?><?cs
if:sector.fault ?>
<td data-label="<?cs var:T.desk_checklist.plugin ?>"><span><?cs call:tag("red", T.checklist.not_available) ?> <?cs var:sector.fault ?></span></td><?cs
else ?>
<td data-label="<?cs var:T.desk_checklist.plugin ?>"><span><?cs if:sector.ahead ?><?cs call:tag("amber", T.checklist_merge.sector_ahead) ?> <?cs /if ?><?cs var:sector.plugin ?></span></td><?cs
/if ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs call:empty(T.common.empty_yet) ?><?cs
/if ?>
<?cs call:page_foot() ?>
