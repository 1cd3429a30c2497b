<h1>举报</h1>
<p>Report it here.</p>
<img src="/img/a.svg" alt="A map of the city">
<nav aria-label="菜单"></nav>
<?cs call:heading("标题") ?>
<?cs call:heading("Our reports") ?>
<p
 class="x">Words<?cs var:Page.x ?></p>
<td data-label="Name"></td>
<p>（<?cs var:Page.x ?>）</p>
