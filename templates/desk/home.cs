<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.desk.title) ?><?cs
if:subcount(Nav.desk) > 1 ?><?cs
call:lead(T.desk.lead) ?>
<ul class="az-entries"><?cs each:entry = Nav.desk ?><?cs if:!entry.current ?>
<li><p class="az-entry__title"><?cs call:link(entry.href, entry.text) ?><?cs if:entry.waiting ?> <?cs call:tag("amber", entry.waiting) ?><?cs /if ?></p><p class="az-muted"><?cs var:entry.about ?></p></li><?cs /if ?><?cs /each ?>
</ul><?cs
else ?><?cs
call:empty(T.desk.nothing) ?><?cs
/if ?>
<?cs call:page_foot() ?>
