<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.about.title) ?>
<div class="az-prose">
<p class="az-lead"><?cs var:T.about.lead ?></p>
<h2 id="what"><?cs var:T.about.what_title ?></h2>
<p><?cs var:T.about.what_text ?></p>
<h2 id="who"><?cs var:T.about.who_title ?></h2>
<ul>
<li><?cs var:T.about.who_1 ?></li>
<li><?cs var:T.about.who_2 ?></li>
<li><?cs var:T.about.who_3 ?></li>
<li><?cs var:T.about.who_4 ?></li>
</ul>
<h2 id="privacy"><?cs var:T.about.privacy_title ?></h2>
<p><?cs var:T.about.privacy_text ?></p>
<ul>
<li><?cs var:T.about.privacy_1 ?></li>
<li><?cs var:T.about.privacy_2 ?></li>
<li><?cs var:T.about.privacy_3 ?></li>
</ul>
<h2 id="accessibility"><?cs var:T.about.accessibility_title ?></h2>
<p><?cs var:T.about.accessibility_text ?></p>
<h2 id="data"><?cs var:T.about.data_title ?></h2>
<p><?cs var:T.about.data_text ?></p>
<ul>
<li><a href="/disclosures.csv">CSV</a></li>
<li><a href="/disclosures.json">JSON</a></li>
<li><a href="/disclosures.atom">Atom</a></li>
</ul>
</div>
<?cs call:page_foot() ?>
