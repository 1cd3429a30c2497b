<?cs include:"layout.cs" ?>
<?cs include!Page.frame ?>
<?cs evar:Page.title ?><?cs
lvar:Page.body ?>
<?cs linclude:"a.cs" ?>
<p><?cs name:Form ?></p>
<?cs uvar:Page.body ?>
<?cs def:field(f, label) ?><?cs
set:f.shown = "1" ?><?cs set:label = "" ?><?cs /def ?>
<p style="color: red"></p>
<p class="<?cs var:Page.x ?>"
   onclick="go()"></p>
<script>go()</script>
<script type="module"
>go()</script>
<style></style>
<a href="javascript:go()"></a>
<?cs call:link("javascript:go()", T.a.b) ?>
<img src="data:image/png;base64,AAAA">
<p style='x'></p>
