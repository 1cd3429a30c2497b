<?cs include!"layout.cs" ?><?cs include!"visit_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Visit.href, Visit.no) ?><?cs
call:heading_about(Visit.enterprise, T.visit_sign.title) ?><?cs
if:!Visit.trial ?><?cs call:lead(T.visit_sign.lead) ?><?cs /if ?><?cs
if:subcount(Missing) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.visit.missing_title ?></p><ul><?cs each:row = Missing ?>
<li><?cs call:link(row.href, row.text) ?></li><?cs /each ?></ul></div><?cs
/if ?>
<div class="az-split">
<div><?cs
call:visit_findings() ?><?cs
call:visit_hazards() ?><?cs
call:visit_results() ?>
</div>
<div>
<div class="az-panel"><?cs
call:subheading(T.visit.so_far) ?><?cs
call:visit_score() ?>
</div>
<h2 class="govuk-heading-m" id="sign"><?cs if:Visit.trial ?><?cs var:T.visit_finish.title ?><?cs else ?><?cs var:T.visit.signatures ?><?cs /if ?></h2><?cs
if:Visit.trial ?><?cs call:paragraph(T.visit_finish.lead) ?><?cs else ?><?cs call:paragraph(T.visit_sign.about) ?><?cs /if ?><?cs
call:form_whole(Form) ?>
</div>
</div>
<?cs call:page_foot() ?>
