<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.desk.title) ?><?cs
if:subcount(Nav.desk) > 1 ?><?cs
call:lead(T.desk.lead) ?><?cs
if:subcount(Own) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.key_giving.own_title ?></p><p><?cs var:T.key_giving.own_home ?> <?cs call:link("/desk/keys", T.desk.keys) ?></p></div><?cs
/if ?><?cs
if:subcount(Counts) ?>
<ul class="az-figures az-figures--links" aria-label="<?cs var:T.desk_report.counts ?>"><?cs each:entry = Counts ?><?cs if:entry.code != "closed" ?>
<li><a href="<?cs var:entry.href ?>"><span class="az-figures__value"><?cs var:entry.count ?></span><span class="az-figures__label"><?cs var:entry.text ?></span></a></li><?cs /if ?><?cs /each ?>
</ul><?cs
/if ?>
<ul class="az-entries"><?cs each:entry = Nav.desk ?><?cs if:!entry.current ?>
<li><p class="az-entry__title"><?cs call:link(entry.href, entry.text) ?><?cs if:entry.waiting ?> <?cs call:tag("amber", entry.waiting) ?><?cs /if ?></p><p class="az-muted"><?cs var:entry.about ?></p></li><?cs /if ?><?cs /each ?>
</ul><?cs
else ?><?cs
call:empty(T.desk.nothing) ?><?cs
/if ?>
<?cs call:page_foot() ?>
