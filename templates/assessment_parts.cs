<?cs #
 Parts of the self-assessment's pages: the score with its scale, the indicators,
 the sections as they were filled in, the earlier versions.
?><?cs

def:assessment_score() ?>
<ul class="az-figures"><?cs
if:Score.self ?><?cs call:figure(Score.self, T.assessment.self) ?><?cs /if ?><?cs
call:figure(Score.score, T.assessment.computed) ?><?cs
if:Score.gap ?><?cs call:figure(Score.gap, T.assessment.gap) ?><?cs /if ?>
</ul><?cs
if:Score.complete ?>
<svg class="az-chart" xmlns="http://www.w3.org/2000/svg" width="640" height="96" viewBox="-20 0 640 96" role="img" aria-label="<?cs var:T.assessment.computed ?> <?cs var:Score.score ?>, <?cs var:Score.grade_text ?>">
<rect x="0" y="26" width="600" height="14" rx="3" fill="currentColor" opacity="0.14"/>
<rect x="0" y="26" width="<?cs var:Score.at ?>" height="14" rx="3" fill="currentColor" opacity="0.55"/><?cs
each:mark = Score.marks ?>
<path d="M<?cs var:mark.at ?> 20v26" stroke="currentColor" stroke-width="1.5"/><text x="<?cs var:mark.at ?>" y="66" font-size="18" text-anchor="middle"><?cs var:mark.least ?></text><text x="<?cs var:mark.at ?>" y="90" font-size="18" text-anchor="middle"><?cs var:mark.text ?></text><?cs
/each ?>
<text x="0" y="66" font-size="18" text-anchor="middle">0</text><text x="600" y="66" font-size="18" text-anchor="middle">100</text><?cs
if:string.length(Score.self_at) ?>
<path d="M<?cs var:Score.self_at ?> 24l-6-10h12z" fill="currentColor"/><?cs
/if ?>
</svg><?cs
if:Score.self ?>
<p class="az-muted az-small"><?cs var:T.assessment.scale_about ?></p><?cs
/if ?><?cs
/if ?><?cs
if:Score.fabricated ?><?cs call:notice("danger", T.assessment.fabricated_title, T.assessment.fabricated_text) ?><?cs /if ?><?cs
/def ?><?cs

def:assessment_sums() ?><?cs
call:summary_begin() ?><?cs
if:Score.grade_text ?><?cs call:summary_row(T.assessment.grade, Score.grade_text) ?><?cs /if ?><?cs
call:summary_row(T.assessment.earned, Score.earned) ?><?cs
each:row = Score.deductions ?><?cs call:summary_row(row.label, row.text) ?><?cs /each ?><?cs
call:summary_row(T.assessment.deduction, Score.deduction) ?><?cs
call:summary_row(T.assessment.computed, Score.score) ?><?cs
call:summary_end() ?><?cs
/def ?><?cs

def:assessment_bar(part) ?><svg xmlns="http://www.w3.org/2000/svg" width="96" height="8" viewBox="0 0 96 8" aria-hidden="true" focusable="false"><rect width="96" height="8" rx="2" fill="currentColor" opacity="0.15"/><rect width="<?cs var:part.bar ?>" height="8" rx="2" fill="currentColor" opacity="0.6"/></svg><?cs /def ?><?cs

def:assessment_indicators() ?>
<h2 class="govuk-heading-m" id="indicators"><?cs var:T.assessment.indicators ?></h2><?cs
call:table_quiet(T.assessment.indicators) ?><?cs
call:th(T.assessment.indicator) ?><?cs call:th(T.assessment.value) ?><?cs call:th(T.assessment.target) ?><?cs call:th_number(T.assessment.share) ?><?cs call:th_number(T.assessment.points) ?><?cs
call:table_body() ?><?cs
each:row = Score.indicators ?>
<tr><th scope="row"><?cs var:row.code ?> <?cs var:row.title ?><br><span class="az-muted az-small"><?cs var:row.formula ?></span></th>
<td data-label="<?cs var:T.assessment.value ?>"><span><?cs var:row.value ?><?cs if:row.division ?><br><span class="az-muted az-small"><?cs var:row.division ?></span><?cs /if ?><?cs if:row.flag ?><br><?cs call:tag("red", row.flag) ?><?cs /if ?></span></td>
<td data-label="<?cs var:T.assessment.target ?>"><span><?cs var:row.target ?><?cs if:row.unverified ?>&#160;<span class="az-muted">*</span><?cs /if ?></span></td>
<td class="az-number" data-label="<?cs var:T.assessment.share ?>"><span><?cs var:row.share ?><?cs if:row.redistributed ?><br><span class="az-muted az-small"><?cs var:T.assessment.weight ?> <?cs var:row.weight ?></span><?cs /if ?></span></td>
<td class="az-number" data-label="<?cs var:T.assessment.points ?>"><span><?cs var:row.points ?><?cs if:string.length(row.bar) ?><br><?cs call:assessment_bar(row) ?><?cs /if ?></span></td></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
if:Score.left_out ?>
<p class="govuk-body az-muted az-measure"><?cs var:Score.left_out ?></p><?cs
/if ?>
<p class="govuk-body az-muted az-measure"><?cs var:T.assessment.points_about ?></p>
<p class="govuk-body az-muted az-measure"><?cs var:T.assessment.unverified_about ?></p><?cs
/def ?><?cs

def:assessment_sections() ?><?cs
each:part = Sections ?>
<section aria-labelledby="section-<?cs var:part.code ?>">
<h3 class="govuk-heading-s" id="section-<?cs var:part.code ?>"><?cs var:part.number ?>. <?cs var:part.title ?></h3><?cs
if:subcount(part.rows) || subcount(part.texts) ?><?cs
call:summary_begin() ?><?cs
each:row = part.rows ?><?cs call:summary_row(row.label, row.value) ?><?cs /each ?><?cs
each:row = part.texts ?><?cs call:summary_typed(row.label, row.value) ?><?cs /each ?><?cs
call:summary_end() ?><?cs
else ?>
<p class="govuk-body az-muted"><?cs var:T.assessment.section_empty ?></p><?cs
/if ?>
</section><?cs
/each ?><?cs
/def ?><?cs

def:assessment_files(files) ?><?cs
if:subcount(files) ?>
<ul class="az-files"><?cs each:file = files ?>
<li><span><?cs call:link(file.href, file.name) ?></span> <span class="az-muted"><?cs var:file.size ?></span></li><?cs /each ?>
</ul><?cs
else ?>
<p class="govuk-body az-muted"><?cs var:T.assessment.files_nothing ?></p><?cs
/if ?><?cs
/def ?><?cs

def:assessment_versions() ?><?cs
if:subcount(Versions) ?><?cs
call:subheading(T.assessment.versions) ?>
<ol class="az-entries" reversed><?cs each:row = Versions ?>
<li><p class="az-entry__title"><?cs if:row.current ?><?cs var:row.title ?><?cs else ?><?cs call:link(row.href, row.title) ?><?cs /if ?> <?cs call:tag(row.tone, row.outcome) ?></p>
<p class="az-entry__about"><span><?cs var:T.assessment.filed_at ?> <span class="az-date"><?cs var:row.filed_at ?></span></span><span><?cs var:row.score ?> · <?cs var:row.grade ?></span></p><?cs
if:row.decided_at ?>
<p class="az-entry__about"><span><?cs var:row.authority ?> <?cs var:row.decider ?></span><span class="az-date"><?cs var:row.decided_at ?></span></p><?cs
/if ?><?cs
if:row.comments ?>
<p class="az-typed"><?cs var:row.comments ?></p><?cs
/if ?></li><?cs
/each ?>
</ol><?cs
/if ?><?cs
/def ?><?cs # ?>
