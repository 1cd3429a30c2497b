<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.disclosure.title) ?><?cs
call:lead(T.disclosure.lead) ?><?cs
call:filter_begin("/disclosures") ?><?cs
if:Search.kind ?><?cs call:filter_hidden("kind", Search.kind) ?><?cs /if ?><?cs
call:filter_text("q", T.disclosure.q, Search.q) ?><?cs
call:filter_end(Search.clear) ?><?cs
call:tabs(T.disclosure.title, Tabs) ?><?cs
if:Search.code_wrong ?><?cs call:notice("warning", "", T.disclosure.code_wrong) ?><?cs /if ?><?cs
if:subcount(Entries) ?>
<ul class="az-entries"><?cs each:entry = Entries ?>
<li><p class="az-entry__title"><?cs call:tag(entry.kind, entry.kind_text) ?> <?cs call:link(entry.href, entry.name) ?></p><p><?cs var:entry.ground ?></p><p class="az-entry__about"><span class="az-code"><?cs var:entry.code ?></span><span><?cs var:entry.authority ?></span><span><?cs var:T.disclosure.date ?> <?cs call:date(entry.date) ?></span><?cs if:entry.until ?><span><?cs var:T.disclosure.until ?> <?cs call:date(entry.until) ?></span><?cs /if ?></p></li><?cs
/each ?>
</ul><?cs
elif:Search.q ?><?cs
call:empty(T.disclosure.none_found) ?><?cs
else ?><?cs
call:empty(T.disclosure.none) ?><?cs
/if ?><?cs
if:Pager.first || Pager.next ?>
<nav class="az-pager" aria-label="<?cs var:T.common.pages ?>"><?cs
if:Pager.first ?><a class="govuk-button govuk-button--secondary" href="<?cs var:Pager.first ?>"><?cs var:T.disclosure.first_page ?></a><?cs else ?><span></span><?cs /if ?><?cs
if:Pager.next ?><a class="govuk-button govuk-button--secondary" rel="next" href="<?cs var:Pager.next ?>"><?cs var:T.common.next ?><span aria-hidden="true"> →</span></a><?cs /if ?></nav><?cs
/if ?>
<p class="govuk-body az-muted"><?cs var:T.disclosure.download ?> <?cs call:link(Download.csv, "CSV") ?> · <?cs call:link(Download.json, "JSON") ?> · <?cs call:link(Page.feed, T.disclosure.feed) ?></p>
<?cs call:page_foot() ?>
