<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:back_link(Preview.draft, Checklist.title) ?><?cs
call:heading(Preview.title) ?><?cs
call:paragraph(T.checklist_preview.text) ?>
<form class="az-phone"><?cs each:item = Items ?><?cs
if:item.new_category ?>
<p class="az-lead"><?cs var:item.category_text ?></p><?cs /if ?><?cs
if:item.new_county ?>
<p class="az-part"><?cs var:Checklist.county_title ?></p><?cs /if ?><?cs
if:item.relevant ?>
<p class="az-small az-muted"><?cs var:item.relevant ?></p><?cs /if ?><?cs
call:item_preview(item) ?><?cs /each ?>
</form>
<?cs call:page_foot() ?>
