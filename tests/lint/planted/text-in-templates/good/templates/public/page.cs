<?cs # 举报: a comment of the template ?>
<h1 class="<?cs if:Page.x ?>big title<?cs else ?>small<?cs /if ?>"><?cs var:Page.title ?></h1>
<p<?cs if:Page.section == "desk" ?> class="wide"<?cs /if ?>>&nbsp;· <?cs var:Page.x ?> (<?cs var:Page.y ?>) →</p>
<img src="/img/map.svg" alt="<?cs var:Page.map ?>">
<a href="/disclosures.csv">CSV</a>
<?cs def:described(f) ?> aria-describedby="<?cs var:f.name ?>-hint"<?cs /def ?>
<?cs call:button("quiet", Page.x) ?>
