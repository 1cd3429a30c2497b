<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:back_link("/desk/measures", T.measure.list_title) ?><?cs
call:heading(T.measure_new.title) ?><?cs
call:lead(T.measure_new.lead) ?>
<ul class="az-entries"><?cs each:entry = Kinds ?>
<li><p class="az-entry__title"><?cs call:link(entry.href, entry.text) ?></p><p class="az-muted"><?cs var:entry.about ?></p></li><?cs
/each ?>
</ul>
<?cs call:page_foot() ?>
