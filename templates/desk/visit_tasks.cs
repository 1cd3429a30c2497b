<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:visit_head() ?><?cs
call:lead(Score.progress) ?>
<div class="az-split">
<div><?cs
call:table_quiet(T.visit.sections) ?><?cs
call:th(T.visit.section) ?><?cs call:th(T.visit.answered) ?><?cs call:th(T.common.state) ?><?cs
call:table_body() ?><?cs
each:row = Tasks ?>
<tr><?cs call:td_head_link(row.href, row.title) ?><?cs
if:row.progress ?><?cs call:td(T.visit.answered, row.progress) ?><?cs else ?><td></td><?cs /if ?><?cs
call:td_tag(T.common.state, row.tone, row.state) ?></tr><?cs
/each ?><?cs
call:table_end() ?>
<p class="govuk-body"><a class="govuk-button" href="<?cs var:Visit.href ?>/sign"><?cs if:Visit.trial ?><?cs var:T.visit.review_trial ?><?cs else ?><?cs var:T.visit.review ?><?cs /if ?></a></p>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Visit.href ?>/abandon"><?cs var:T.visit_abandon.title ?></a></p><?cs
call:visit_findings() ?><?cs
call:visit_hazards() ?>
</div>
<div>
<div class="az-panel"><?cs
call:subheading(T.visit.so_far) ?><?cs
call:visit_score() ?>
</div><?cs
call:visit_about() ?><?cs
call:visit_trail() ?>
</div>
</div>
<?cs call:page_foot() ?>
