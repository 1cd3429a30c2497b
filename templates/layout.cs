<?cs #
 The frame of every page. A page is:
   include layout, call page_head, its content (one h1), call page_foot.
 See README.md for what the server puts into the HDF.
?><?cs include!"macros.cs" ?><?cs

def:nav_entry(section, href, text) ?>
<li><a href="<?cs var:href ?>"<?cs if:Page.section == section ?> aria-current="<?cs if:Page.path == href ?>page<?cs else ?>true<?cs /if ?>"<?cs /if ?>><?cs var:text ?></a></li><?cs
/def ?><?cs

def:page_head() ?><!DOCTYPE html>
<html class="govuk-template" lang="<?cs alt:Page.lang ?>zh-CN<?cs /alt ?>">
<head>
<meta charset="utf-8">
<title><?cs if:Page.has_errors ?><?cs var:T.form.error_prefix ?><?cs if:Page.lang == "en" ?> <?cs /if ?><?cs /if ?><?cs if:Page.title ?><?cs var:Page.title ?> - <?cs /if ?><?cs var:T.layout.site_name ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b4f6c">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/img/favicon.svg?v=<?cs var:Page.asset ?>" type="image/svg+xml">
<link rel="stylesheet" href="/css/anze.css?v=<?cs var:Page.asset ?>">
<script type="module" src="/js/anze.js?v=<?cs var:Page.asset ?>"></script><?cs
if:Page.feed ?>
<link rel="alternate" type="application/atom+xml" href="<?cs var:Page.feed ?>" title="<?cs var:Page.title ?>"><?cs
/if ?>
</head>
<body class="govuk-template__body<?cs if:Page.section == "desk" ?> az-desk<?cs /if ?>">
<a href="#main" class="govuk-skip-link"><?cs var:T.layout.skip ?></a><?cs
if:Page.demo ?>
<section class="az-demo" aria-label="<?cs var:T.layout.demo_label ?>">
<div class="govuk-width-container"><p><strong><?cs var:T.layout.demo_label ?></strong><?cs var:T.layout.demo_text ?></p></div>
</section><?cs
/if ?>
<header class="az-header">
<div class="govuk-width-container az-header__bar">
<a class="az-brand" href="/"><?cs call:icon("mark") ?><span><span class="az-brand__city"><?cs var:Page.city ?></span><span class="az-brand__name"><?cs var:T.layout.site_name ?></span></span></a>
<ul class="az-tools"><?cs
if:User.name ?>
<li class="az-tools__who"><?cs var:User.name ?><?cs if:User.organisation ?> · <?cs var:User.organisation ?><?cs /if ?></li>
<li><form method="post" action="/logout"><input type="hidden" name="csrf" value="<?cs var:User.csrf ?>"><button type="submit"><?cs var:T.layout.sign_out ?></button></form></li><?cs
else ?>
<li><a href="/login"><?cs var:T.layout.sign_in ?></a></li><?cs
/if ?><?cs
if:Page.other_lang && !Page.once ?>
<li><a href="/lang/<?cs var:Page.other_lang ?><?cs if:Page.lang_back ?>?back=<?cs var:Page.lang_back ?><?cs /if ?>" hreflang="<?cs var:Page.other_lang ?>" lang="<?cs var:Page.other_lang ?>"><?cs var:T.layout.other_language ?></a></li><?cs
/if ?>
</ul>
</div>
<nav class="az-nav" aria-label="<?cs var:T.layout.main_navigation ?>">
<div class="govuk-width-container"><ul><?cs
call:nav_entry("home", "/", T.layout.nav_home) ?><?cs
call:nav_entry("report", "/report", T.layout.nav_report) ?><?cs
call:nav_entry("disclosures", "/disclosures", T.layout.nav_disclosures) ?><?cs
call:nav_entry("checklists", "/checklists", T.layout.nav_checklists) ?><?cs
call:nav_entry("insurers", "/insurers", T.layout.nav_insurers) ?><?cs
if:User.name ?><?cs call:nav_entry("desk", "/desk", T.layout.nav_desk) ?><?cs /if ?>
</ul></div>
</nav>
</header>
<div class="az-page">
<div class="govuk-width-container"><?cs
if:Page.section == "desk" && subcount(Nav.desk) ?>
<div class="az-desk__grid">
<nav class="az-side" aria-label="<?cs var:T.layout.desk_navigation ?>">
<details open>
<summary><?cs var:T.layout.desk_navigation ?></summary>
<ul><?cs each:entry = Nav.desk ?>
<li><a href="<?cs var:entry.href ?>"<?cs if:entry.current ?> aria-current="page"<?cs /if ?>><span><?cs var:entry.text ?></span><?cs if:entry.count ?><span class="az-count"><?cs var:entry.count ?></span><?cs /if ?></a></li><?cs
/each ?>
</ul>
</details>
</nav><?cs
/if ?>
<main class="govuk-main-wrapper" id="main" tabindex="-1"><?cs
if:Page.notice ?><?cs call:notice("success", "", Page.notice) ?><?cs /if ?>
<?cs /def ?><?cs

def:page_foot() ?>
</main><?cs
if:Page.section == "desk" && subcount(Nav.desk) ?>
</div><?cs
/if ?>
</div>
</div>
<footer class="az-footer">
<div class="govuk-width-container">
<ul class="az-footer__links">
<li><a href="/about"><?cs var:T.layout.about ?></a></li>
<li><a href="/about#privacy"><?cs var:T.layout.privacy ?></a></li>
<li><a href="/about#accessibility"><?cs var:T.layout.accessibility ?></a></li>
<li><a href="/about#data"><?cs var:T.layout.open_data ?></a></li>
</ul>
<p><?cs var:T.layout.hotline ?></p>
<p><?cs var:T.layout.footer ?></p>
</div>
</footer>
</body>
</html>
<?cs /def ?><?cs # ?>
