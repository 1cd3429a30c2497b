<?cs #
 What the public pages and the desk say about versions and changes alike.
?><?cs

def:checklist_change_line(field) ?><?cs
if:subcount(field.pieces) ?><span<?cs if:field.language ?> lang="<?cs var:field.language ?>"<?cs /if ?>><?cs each:piece = field.pieces ?><?cs
if:piece.deleted ?><del><span class="govuk-visually-hidden"><?cs var:T.checklist.deleted ?> </span><?cs var:piece.text ?></del><?cs
elif:piece.inserted ?><?cs if:piece.instead ?> <?cs /if ?><ins><span class="govuk-visually-hidden"><?cs var:T.checklist.inserted ?> </span><?cs var:piece.text ?></ins><?cs
else ?><?cs var:piece.text ?><?cs /if ?><?cs /each ?></span><?cs
elif:field.added ?><ins><?cs var:field.added ?></ins><?cs
elif:field.removed ?><del><?cs var:field.removed ?></del><?cs
elif:field.after ?><del><span class="govuk-visually-hidden"><?cs var:T.checklist.before ?> </span><?cs var:field.before ?></del> <span aria-hidden="true">→</span> <ins><span class="govuk-visually-hidden"><?cs var:T.checklist.after ?> </span><?cs var:field.after ?></ins><?cs
/if ?><?cs /def ?><?cs

def:checklist_change(change) ?>
<li><p class="az-entry__title"><?cs call:tag(change.colour, change.kind) ?> <span class="az-code"><?cs var:change.code ?></span> <?cs var:change.question ?></p><?cs
if:subcount(change.fields) ?>
<ul class="govuk-list govuk-list--bullet az-small"><?cs each:field = change.fields ?>
<li><?cs var:field.name ?> <?cs call:checklist_change_line(field) ?></li><?cs /each ?>
</ul><?cs
/if ?></li><?cs /def ?><?cs

def:checklist_proposal() ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.desk_checklist.proposer, Proposal.proposer) ?><?cs
call:summary_date(T.desk_checklist.proposed_at, Proposal.proposed_at) ?><?cs
call:summary_date(T.checklist.since, Proposal.effective) ?><?cs
if:Proposal.note ?><?cs call:summary_typed(T.checklist.note, Proposal.note) ?><?cs /if ?><?cs
call:summary_end() ?><?cs /def ?><?cs

def:checklist_returned() ?><?cs
if:Returned.title ?><?cs call:notice("warning", Returned.title, Returned.reason) ?><?cs /if ?><?cs /def ?><?cs

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
