<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(Error.title) ?>
<div class="az-prose">
<p><?cs var:Error.text ?></p><?cs
if:Error.advice ?>
<p><?cs var:Error.advice ?></p><?cs
/if ?>
<ul>
<li><a href="/"><?cs var:T.layout.nav_home ?></a></li>
<li><a href="/report"><?cs var:T.layout.nav_report ?></a></li>
<?cs if:!User.name ?><li><a href="/login"><?cs var:T.layout.sign_in ?></a></li>
<?cs /if ?><li><a href="/disclosures"><?cs var:T.layout.nav_disclosures ?></a></li>
</ul><?cs
if:Error.request_id ?>
<p class="az-small az-muted"><?cs var:T.layout.request_number ?> <span class="az-code"><?cs var:Error.request_id ?></span></p><?cs
/if ?>
</div>
<?cs call:page_foot() ?>
