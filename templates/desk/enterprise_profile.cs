<?cs include!"layout.cs" ?><?cs include!"enterprise_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:enterprise_head() ?><?cs
if:Profile.fault ?><?cs call:notice("danger", T.enterprise.no_plugin, Profile.fault) ?><?cs
if:Class.computed || subcount(Values) ?>
<p class="govuk-body az-muted"><?cs var:T.enterprise.kept_hint ?></p><?cs
/if ?>
<div class="az-split">
<div><?cs
if:subcount(Values) ?><?cs
call:subheading(T.enterprise.profile_title) ?><?cs
call:summary_begin() ?><?cs
each:row = Values ?><?cs call:summary_row(row.label, row.value) ?><?cs /each ?><?cs
call:summary_end() ?><?cs
/if ?>
</div>
<div><?cs
if:Class.computed ?>
<div class="az-panel" id="results"><?cs
call:subheading(T.enterprise.kept_title) ?>
<p><?cs if:Class.colour ?><?cs call:tag(Class.tag, Class.colour) ?> <?cs /if ?><span class="az-muted"><?cs var:Class.computed ?></span></p><?cs
if:subcount(Kept) ?>
<ul class="az-entries"><?cs each:result = Kept ?>
<li><p class="az-entry__title"><?cs var:result.label ?></p><p><strong><?cs var:result.value ?></strong><?cs if:result.colour ?> <?cs call:tag(result.tag, result.colour) ?><?cs /if ?></p><p class="az-entry__about"><span><?cs var:result.rule ?></span><span class="az-muted"><?cs var:T.enterprise.from ?> <span class="az-date"><?cs var:result.since ?></span></span></p></li><?cs
/each ?>
</ul><?cs
/if ?>
</div><?cs
/if ?>
</div>
</div><?cs
else ?>
<p class="govuk-body az-muted"><?cs var:T.enterprise.on_page ?> <?cs call:link("#results", T.enterprise.results_title) ?> · <?cs call:link("#changes", T.enterprise.changes_title) ?> · <?cs call:link("#history", T.enterprise.history_title) ?></p>
<div class="az-split">
<div><?cs
call:subheading(T.enterprise.profile_title) ?><?cs
if:Profile.no_fields ?><p class="govuk-body"><?cs var:T.enterprise.no_fields ?></p><?cs
elif:Form.action ?><p class="govuk-body az-muted"><?cs var:T.enterprise.profile_hint ?></p><?cs
if:subcount(Tables) ?>
<ul class="az-entries"><?cs each:table = Tables ?>
<li><p class="az-entry__title"><?cs call:link(table.href, table.label) ?></p><p class="az-entry__about"><span><?cs var:table.rows ?></span></p></li><?cs
/each ?>
</ul><?cs
/if ?><?cs
call:form_whole(Form) ?><?cs
else ?><p class="govuk-body az-muted"><?cs var:T.enterprise.read_only ?></p><?cs
if:subcount(Tables) ?>
<ul class="az-entries"><?cs each:table = Tables ?>
<li><p class="az-entry__title"><?cs call:link(table.href, table.label) ?></p><p class="az-entry__about"><span><?cs var:table.rows ?></span></p></li><?cs
/each ?>
</ul><?cs
/if ?><?cs
call:summary_begin() ?><?cs
each:row = Values ?><?cs call:summary_row(row.label, row.value) ?><?cs /each ?><?cs
call:summary_end() ?><?cs
/if ?>
</div>
<div>
<div class="az-panel" id="results"><?cs
call:subheading(T.enterprise.results_title) ?><?cs
if:Class.computed ?><p><?cs if:Class.colour ?><?cs call:tag(Class.tag, Class.colour) ?> <?cs /if ?><span class="az-muted"><?cs var:Class.computed ?></span></p><?cs /if ?><?cs
if:Class.differs ?><?cs call:notice("warning", "", T.enterprise.differs) ?><?cs /if ?><?cs
if:Profile.no_classes ?><p class="govuk-body"><?cs var:T.enterprise.no_classes ?></p><?cs
elif:subcount(Results) ?>
<ul class="az-entries"><?cs each:result = Results ?>
<li id="result-<?cs var:result.code ?>"><p class="az-entry__title"><?cs var:result.label ?></p><p><strong><?cs var:result.value ?></strong><?cs if:result.colour ?> <?cs call:tag(result.tag, result.colour) ?><?cs /if ?></p><p class="az-typed"><?cs var:result.explanation ?></p><p class="az-entry__about"><span><?cs var:result.rule ?></span><?cs if:result.unverified ?><?cs call:tag("unverified", T.enterprise.unverified) ?><?cs /if ?></p></li><?cs
/each ?>
</ul><?cs
else ?><p class="govuk-body az-muted"><?cs var:T.enterprise.no_results ?></p><?cs
/if ?>
</div><?cs
if:subcount(Visits) ?>
<div class="az-panel" id="visits"><?cs
call:subheading(T.enterprise.visits_title) ?>
<p class="govuk-body az-muted"><?cs var:T.enterprise.visits_hint ?></p>
<ul class="az-entries"><?cs each:visit = Visits ?>
<li><p class="az-entry__title"><?cs var:visit.label ?></p><p><strong><?cs var:visit.value ?></strong></p><p class="az-typed"><?cs var:visit.explanation ?></p><p class="az-entry__about"><span><?cs var:visit.rule ?></span><?cs if:visit.unverified ?><?cs call:tag("unverified", T.enterprise.unverified) ?><?cs /if ?></p></li><?cs
/each ?>
</ul>
</div><?cs
/if ?>
</div>
</div><?cs
/if ?><?cs
# ?>
<h2 class="govuk-heading-m" id="changes"><?cs var:T.enterprise.changes_title ?></h2><?cs
if:subcount(Changes) ?><?cs
call:table_quiet(T.enterprise.changes_title) ?><?cs
call:th(T.enterprise.result) ?><?cs call:th(T.enterprise.before) ?><?cs call:th(T.enterprise.after) ?><?cs call:th(T.enterprise.by_rule) ?><?cs call:th(T.enterprise.recorded_at) ?><?cs call:th(T.enterprise.why) ?><?cs
call:table_body() ?><?cs
each:change = Changes ?>
<tr><?cs call:td_head(change.label) ?><?cs
call:td(T.enterprise.before, change.from) ?><?cs
call:td(T.enterprise.after, change.to) ?><td data-label="<?cs var:T.enterprise.by_rule ?>"><?cs var:change.rule ?> <span class="az-muted"><?cs var:change.version ?></span></td><?cs
call:td_date(T.enterprise.recorded_at, change.at) ?><?cs
call:td(T.enterprise.why, change.cause) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><p class="govuk-body az-muted"><?cs var:T.enterprise.no_changes ?></p><?cs
/if ?>
<h2 class="govuk-heading-m" id="history"><?cs var:T.enterprise.history_title ?></h2><?cs
if:subcount(History) ?><?cs
call:table_quiet(T.enterprise.history_title) ?><?cs
call:th(T.enterprise.field) ?><?cs call:th(T.enterprise.value) ?><?cs call:th(T.enterprise.from) ?><?cs call:th(T.enterprise.recorded_at) ?><?cs call:th(T.enterprise.who) ?><?cs
call:table_body() ?><?cs
each:row = History ?>
<tr><?cs call:td_head(row.label) ?><?cs
call:td(T.enterprise.value, row.value) ?><?cs
call:td_date(T.enterprise.from, row.valid_from) ?><?cs
call:td_date(T.enterprise.recorded_at, row.recorded_at) ?><td data-label="<?cs var:T.enterprise.who ?>"><?cs var:row.who ?><?cs if:row.organisation ?> <span class="az-muted"><?cs var:row.organisation ?></span><?cs /if ?></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
if:Pager.first || Pager.next ?>
<nav class="az-pager" aria-label="<?cs var:T.common.pages ?>"><?cs
if:Pager.first ?><a class="govuk-button govuk-button--secondary" href="<?cs var:Pager.first ?>"><?cs var:T.enterprise.history_newest ?></a><?cs else ?><span></span><?cs /if ?><?cs
if:Pager.next ?><a class="govuk-button govuk-button--secondary" rel="next" href="<?cs var:Pager.next ?>"><?cs var:T.enterprise.history_older ?></a><?cs /if ?></nav><?cs
/if ?><?cs
else ?><p class="govuk-body az-muted"><?cs var:T.enterprise.no_history ?></p><?cs
/if ?>
<?cs call:page_foot() ?>
