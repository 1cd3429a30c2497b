<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.checklist.title) ?><?cs
call:lead(T.checklist.lead) ?><?cs
call:table_quiet(T.checklist.title) ?><?cs
call:th(T.checklist.sector) ?><?cs call:th(T.checklist.version) ?><?cs call:th(T.checklist.since) ?><?cs call:th_number(T.checklist.items) ?><?cs call:th_number(T.checklist.majors) ?><?cs
call:table_body() ?><?cs
each:sector = Sectors ?>
<tr><?cs call:td_head_link(sector.href, sector.name) ?><?cs
if:sector.version ?>
<td data-label="<?cs var:T.checklist.version ?>"><span><?cs var:sector.version ?><?cs if:sector.coming ?><br><span class="az-small az-muted"><?cs var:sector.coming ?></span><?cs /if ?><?cs if:sector.fault ?><br><span class="az-small az-muted"><?cs var:T.checklist.fault_but_readable ?></span><?cs /if ?></span></td><?cs
if:sector.from ?><?cs call:td_date(T.checklist.since, sector.from) ?><?cs else ?><td></td><?cs /if ?><?cs
call:td_number(T.checklist.items, sector.items) ?><?cs
call:td_number(T.checklist.majors, sector.majors) ?><?cs
else ?>
<td colspan="4"><?cs call:tag("unverified", T.checklist.not_available) ?> <?cs var:sector.fault ?><?cs if:sector.coming ?> <?cs var:sector.coming ?><?cs /if ?></td><?cs
/if ?></tr><?cs
/each ?><?cs
call:table_end() ?>
<section class="az-prose" aria-labelledby="about-checklists">
<h2 id="about-checklists"><?cs var:T.checklist.about_title ?></h2>
<ul>
<li><?cs var:T.checklist.about_1 ?></li>
<li><?cs var:T.checklist.about_2 ?></li>
<li><?cs var:T.checklist.about_3 ?></li>
</ul>
</section>
<?cs call:page_foot() ?>
