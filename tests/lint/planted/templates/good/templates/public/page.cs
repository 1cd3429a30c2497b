<?cs # evar: lvar: linclude: name: in a comment of the template ?><?cs
include!"layout.cs" ?>
<?cs def:field(f, label) ?><?cs set:Local.shown = "1" ?><?cs var:label ?><?cs /def ?>
<?cs set:Local.count = "2" ?>
<p class="<?cs if:Page.x ?>a<?cs else ?>b<?cs /if ?>" data-style="x" data-az-once></p>
<script type="module" src="/js/anze.js"></script>
<input name="<?cs var:Page.data ?>" value="">
<a href="/x"><?cs var:T.a.b ?></a>
<?cs uvar:Page.feed ?>
