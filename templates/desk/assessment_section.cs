<?cs include!"layout.cs" ?><?cs include!"assessment_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Assessment.href, Assessment.title) ?><?cs
call:heading_about(Section.number, Section.title) ?><?cs
if:subcount(Theirs) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.assessment.theirs_title ?></p><p><?cs var:T.assessment.theirs_text ?></p></div><?cs
call:table_begin(T.assessment.theirs_caption) ?><?cs
call:th(T.assessment.field) ?><?cs call:th(T.assessment.theirs) ?><?cs call:th(T.assessment.mine) ?><?cs
call:table_body() ?><?cs
each:row = Theirs ?>
<tr><?cs call:td_head(row.label) ?><?cs call:td(T.assessment.theirs, row.theirs) ?><?cs call:td(T.assessment.mine, row.mine) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
/if ?><?cs
if:Section.about ?><?cs call:lead(Section.about) ?><?cs /if ?>
<div class="az-split">
<div><?cs
call:form_whole(Form) ?>
</div>
<div>
<div class="az-panel"><?cs
if:Score.shown ?><?cs
call:subheading(T.assessment.computed) ?><?cs
if:Score.complete ?>
<ul class="az-figures"><?cs call:figure(Score.score, Score.grade_text) ?>
</ul><?cs
else ?><?cs call:paragraph(T.assessment.computed_later) ?><?cs
/if ?><?cs
elif:subcount(Indicators) ?><?cs
call:subheading(T.assessment.used_for) ?>
<ul class="az-entries"><?cs each:row = Indicators ?>
<li><p class="az-entry__title"><?cs var:row.code ?> <?cs var:row.title ?></p><p class="az-muted az-small"><?cs var:row.formula ?></p>
<p class="az-entry__about"><span><?cs var:T.assessment.target ?> <?cs var:row.target ?><?cs if:row.unverified ?> *<?cs /if ?></span><span><?cs var:T.assessment.value ?> <?cs var:row.value ?></span></p><?cs if:row.flag ?><p><?cs call:tag("red", row.flag) ?></p><?cs /if ?></li><?cs /each ?>
</ul>
<p class="az-muted az-small"><?cs var:T.assessment.unverified_about ?></p><?cs
/if ?>
<p class="az-muted az-small"><?cs var:T.assessment.save_about ?></p>
</div>
</div>
</div>
<?cs call:page_foot() ?>
