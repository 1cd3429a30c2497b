<?cs include!"layout.cs" ?><?cs include!"assessment_parts.cs" ?><?cs call:page_head() ?><?cs
call:back_link("/desk/assessments", T.assessment.own_title) ?><?cs
call:heading_about(Assessment.insurer, Assessment.title) ?>
<p class="govuk-body"><?cs call:tag(Assessment.tone, Assessment.state_text) ?> <?cs if:Assessment.due ?><?cs var:T.assessment.due ?> <span class="az-date"><?cs var:Assessment.due ?></span> <?cs if:Assessment.overdue ?><?cs call:tag("red", Assessment.overdue_text) ?><?cs /if ?><?cs /if ?></p><?cs
each:row = Versions ?><?cs if:row.returned && row.latest ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.assessment.returned_title ?></p><p class="az-typed"><?cs var:row.comments ?></p><p class="az-muted"><?cs var:row.authority ?> <?cs var:row.decider ?> · <span class="az-date"><?cs var:row.decided_at ?></span></p></div><?cs /if ?><?cs /each ?><?cs
call:lead(Progress) ?><?cs
call:table_quiet(T.assessment.tasks) ?><?cs
call:th(T.assessment.section) ?><?cs call:th(T.common.state) ?><?cs
call:table_body() ?><?cs
each:row = Tasks ?>
<tr><?cs call:td_head_link(row.href, row.title) ?><?cs call:td_tag(T.common.state, row.tone, row.state) ?></tr><?cs
/each ?><?cs
call:table_end() ?>
<p class="govuk-body az-measure"><?cs if:Ready ?><?cs var:T.assessment.ready ?><?cs else ?><?cs var:T.assessment.not_yet ?><?cs /if ?></p>
<p class="govuk-body"><?cs if:Ready ?><?cs call:button_link(Review, T.assessment.review) ?><?cs else ?><?cs call:button_link_quiet(Review, T.assessment.review) ?><?cs /if ?></p><?cs
call:assessment_versions() ?>
<?cs call:page_foot() ?>
