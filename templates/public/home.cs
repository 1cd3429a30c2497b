<?cs include!"layout.cs" ?><?cs call:page_head() ?>
<div class="az-hero">
<h1><?cs var:T.home.title ?></h1>
<p class="az-lead"><?cs var:T.home.lead ?></p>
<form class="az-search" method="get" action="/disclosures" role="search">
<label for="q"><?cs var:T.home.search_label ?></label>
<div><input class="govuk-input" type="search" id="q" name="q" maxlength="100"><button type="submit" class="govuk-button"><?cs var:T.home.search_button ?></button></div>
</form>
</div>
<ul class="az-cards"><?cs
call:card("report", "/report", T.home.report_title, T.home.report_text) ?><?cs
call:card("search", "/disclosures", T.home.disclosures_title, T.home.disclosures_text) ?><?cs
call:card("checklist", "/checklists", T.home.checklists_title, T.home.checklists_text) ?>
</ul><?cs
if:subcount(Home.figures) ?>
<ul class="az-figures"><?cs each:figure = Home.figures ?><?cs call:figure(figure.value, figure.label) ?><?cs /each ?>
</ul><?cs
/if ?>
<div class="az-columns">
<section aria-labelledby="home-report">
<h2 class="govuk-heading-m" id="home-report"><?cs var:T.home.how_title ?></h2>
<ol class="az-steps"><?cs
call:step(T.home.how_1_title, T.home.how_1_text) ?><?cs
call:step(T.home.how_2_title, T.home.how_2_text) ?><?cs
call:step(T.home.how_3_title, T.home.how_3_text) ?>
</ol>
<p class="govuk-body"><?cs call:button_link_quiet("/report/track", T.home.track) ?></p>
</section><?cs
if:subcount(Home.latest) ?>
<section aria-labelledby="home-latest">
<h2 class="govuk-heading-m" id="home-latest"><?cs var:T.home.latest_title ?></h2>
<ul class="az-entries"><?cs each:entry = Home.latest ?>
<li><p class="az-entry__title"><?cs call:link(entry.href, entry.title) ?></p><p class="az-entry__about"><?cs call:tag(entry.kind, entry.kind_text) ?><?cs call:date(entry.date) ?></p></li><?cs
/each ?>
</ul>
<p class="govuk-body"><?cs call:link("/disclosures", T.home.latest_all) ?></p>
</section><?cs
else ?>
<section aria-labelledby="home-who">
<h2 class="govuk-heading-m" id="home-who"><?cs var:T.home.who_title ?></h2>
<ul class="az-entries">
<li><p class="az-entry__title"><?cs call:link("/insurers", T.home.who_insured_title) ?></p><p class="az-muted"><?cs var:T.home.who_insured_text ?></p></li>
<li><p class="az-entry__title"><?cs call:link("/login", T.home.who_desk_title) ?></p><p class="az-muted"><?cs var:T.home.who_desk_text ?></p></li>
</ul>
</section><?cs
/if ?>
</div>
<?cs call:page_foot() ?>
