<?cs include!"layout.cs" ?><?cs include!"enterprise_parts.cs" ?><?cs call:page_head() ?><?cs
call:enterprise_head() ?>
<div class="az-split">
<div><?cs
call:summary_begin() ?><?cs
call:summary_row(T.enterprise.name, Enterprise.name) ?><?cs
call:summary_code(T.enterprise.uscc, Enterprise.code) ?><?cs
call:summary_row(T.enterprise.county, Enterprise.place) ?><?cs
call:summary_row(T.enterprise.size, Enterprise.size) ?><?cs
call:summary_row(T.enterprise.sectors, Enterprise.sectors) ?><?cs
if:Enterprise.keeper ?><?cs call:summary_row(T.enterprise.keeper, Enterprise.keeper) ?><?cs /if ?><?cs
call:summary_end() ?><?cs
if:Enterprise.edit ?>
<p class="govuk-body"><?cs call:button_link(Enterprise.edit, T.enterprise.edit_title) ?></p><?cs
elif:Enterprise.kept ?>
<p class="govuk-body az-muted"><?cs var:Enterprise.kept ?></p>
<p class="govuk-body"><?cs call:button_link(Enterprise.edit_sectors, T.enterprise.sectors_title) ?></p><?cs
else ?>
<p class="govuk-body az-muted"><?cs var:T.enterprise.read_only ?></p><?cs
/if ?><?cs
if:subcount(Hazards) ?><?cs
call:subheading(T.hazard.of_enterprise) ?>
<ul class="az-entries"><?cs each:hazard = Hazards ?>
<li><p class="az-entry__title"><?cs call:link(hazard.href, hazard.no) ?> <?cs var:hazard.question ?></p><p><?cs if:hazard.major ?><?cs call:tag("major", hazard.grade) ?><?cs else ?><?cs call:tag("grey", hazard.grade) ?><?cs /if ?> <?cs call:tag(hazard.tag, hazard.state) ?><?cs if:hazard.overdue ?> <?cs call:tag("overdue", T.hazard.overdue) ?><?cs /if ?> <span class="az-date"><?cs var:hazard.deadline ?></span></p></li><?cs
/each ?>
</ul><?cs
/if ?>
</div>
<div><?cs
call:subheading(T.enterprise.trail) ?><?cs
if:subcount(Enterprise.trail) ?><?cs
call:timeline_begin(T.enterprise.trail) ?><?cs
each:event = Enterprise.trail ?>
<li class="az-timeline__item az-timeline__item--done"><p class="az-timeline__title"><?cs var:event.what ?></p><p class="az-timeline__time"><span class="az-date"><?cs var:event.at ?></span> <?cs var:event.who ?></p><?cs if:event.reason ?><p class="az-timeline__text az-typed"><?cs var:event.reason ?></p><?cs /if ?></li><?cs
/each ?><?cs
call:timeline_end() ?><?cs
else ?>
<p class="govuk-body az-muted"><?cs var:T.enterprise.no_trail ?></p><?cs
/if ?>
</div>
</div>
<?cs call:page_foot() ?>
