<?cs #
 What the public pages and the desk say about versions and changes alike.
?><?cs

def:checklist_change(change) ?>
<li><p class="az-entry__title"><?cs call:tag(change.colour, change.kind) ?> <?cs if:change.code ?><span class="az-code"><?cs var:change.code ?></span> <?cs var:change.question ?><?cs /if ?></p><?cs
if:subcount(change.fields) ?>
<dl class="govuk-summary-list govuk-summary-list--no-border az-small"><?cs each:field = change.fields ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:field.name ?></dt><dd class="govuk-summary-list__value"><?cs
if:field.other ?><?cs var:T.checklist.other_language_changed ?><?cs
else ?><del><span class="govuk-visually-hidden"><?cs var:T.checklist.before ?> </span><?cs var:field.before ?></del><br><ins><span class="govuk-visually-hidden"><?cs var:T.checklist.after ?> </span><?cs var:field.after ?></ins><?cs
/if ?></dd></div><?cs /each ?>
</dl><?cs
/if ?></li><?cs /def ?><?cs

def:checklist_versions() ?><?cs
call:table_quiet(T.checklist.versions) ?><?cs
call:th(T.checklist.version) ?><?cs call:th(T.common.state) ?><?cs call:th(T.checklist.since) ?><?cs call:th(T.checklist.last_day) ?><?cs call:th_number(T.checklist.items) ?><?cs call:th(T.checklist.published_by) ?><?cs
call:table_body() ?><?cs
each:version = Versions ?>
<tr><th scope="row"><a class="govuk-link" href="<?cs var:version.href ?>"<?cs if:version.current ?> aria-current="page"<?cs /if ?>><?cs var:version.name ?></a></th><?cs
call:td_tag(T.common.state, version.colour, version.standing) ?><?cs
call:td_date(T.checklist.since, version.from) ?><?cs
if:version.to ?><?cs call:td_date(T.checklist.last_day, version.to) ?><?cs else ?><td></td><?cs /if ?><?cs
call:td_number(T.checklist.items, version.items) ?><?cs
call:td(T.checklist.published_by, version.authority) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs /def ?><?cs # ?>
