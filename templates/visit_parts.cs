<?cs #
 What the pages of one visit share.
?><?cs

def:visit_head() ?><?cs
call:back_link("/desk/visits", T.visit.list_title) ?><?cs
call:heading_about(Visit.no, Visit.enterprise) ?>
<p class="govuk-body"><?cs call:tag(Visit.tag, Visit.state_text) ?> <?cs if:Visit.trial ?><?cs call:tag("violet", Visit.kind) ?> <?cs /if ?><?cs var:Visit.sector ?> · <?cs var:Visit.version ?></p><?cs
if:Visit.trial ?><?cs call:notice("info", T.visit.trial_title, T.visit.trial_text) ?><?cs /if ?><?cs /def ?><?cs

def:visit_about() ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.visit.enterprise, Visit.enterprise) ?><?cs
if:Origin.no ?><?cs call:summary_link(T.report_link.origin, Origin.href, Origin.no) ?><?cs /if ?><?cs
call:summary_code(T.enterprise.uscc, Visit.uscc) ?><?cs
call:summary_row(T.enterprise.county, Visit.county) ?><?cs
call:summary_row(T.visit.sector, Visit.sector) ?><?cs
call:summary_row(T.visit.kind_label, Visit.kind) ?><?cs
call:summary_row(T.visit.organisation, Visit.organisation) ?><?cs
call:summary_row(T.visit.maker, Visit.maker) ?><?cs
call:summary_date(T.visit.begun_on, Visit.begun_on) ?><?cs
call:summary_row(T.visit.version, Visit.version) ?><?cs
call:summary_end() ?><?cs /def ?><?cs

def:visit_score() ?><?cs
if:Score.points ?>
<ul class="az-figures"><?cs call:figure(Score.points, T.visit.score) ?>
</ul>
<p class="az-muted az-small"><?cs var:Score.formula ?></p><?cs
else ?>
<p class="govuk-body az-muted"><?cs var:T.visit.no_score ?></p><?cs
/if ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.visit.answered, Score.progress) ?><?cs
call:summary_row(T.visit.result.complies, Score.complies) ?><?cs
call:summary_row(T.visit.result.fails, Score.fails) ?><?cs
call:summary_row(T.visit.result.not_applicable, Score.not_applicable) ?><?cs
call:summary_row(T.visit.result.not_checked, Score.not_checked) ?><?cs
call:summary_end() ?><?cs
if:Score.majors ?><p class="govuk-body"><?cs call:tag("major", Score.majors) ?></p><?cs /if ?><?cs
if:Score.incomplete ?><?cs call:notice("warning", T.visit.incomplete_title, Score.incomplete_text) ?><?cs /if ?><?cs /def ?><?cs

def:visit_findings() ?><?cs
if:subcount(Findings) ?>
<h2 class="govuk-heading-m" id="findings"><?cs var:T.visit.findings ?></h2><?cs
call:paragraph(T.visit.findings_about) ?>
<ul class="az-entries"><?cs each:found = Findings ?>
<li><p class="az-entry__title"><?cs var:found.label ?> <?cs call:tag(found.tag, found.value) ?></p><p class="az-typed"><?cs var:found.explanation ?></p><p class="az-entry__about"><span><?cs var:found.rule ?></span><?cs if:found.unverified ?><?cs call:tag("unverified", T.enterprise.unverified) ?><?cs /if ?></p></li><?cs
/each ?>
</ul><?cs
/if ?><?cs /def ?><?cs

def:visit_photos(item) ?><?cs
if:subcount(item.photos) ?>
<ul class="az-photos"><?cs each:photo = item.photos ?>
<li><a class="govuk-link" href="<?cs var:photo.href ?>"><?cs if:photo.picture ?><img src="<?cs var:photo.href ?>" alt="" loading="lazy"><?cs /if ?><?cs var:photo.name ?></a></li><?cs
/each ?>
</ul><?cs
/if ?><?cs /def ?><?cs

def:hazard_about(hazard) ?><?cs
if:string.length(hazard.basis) ?><p class="az-small az-typed"><span class="az-muted"><?cs var:T.hazard.basis ?></span> <?cs var:hazard.basis ?></p><?cs /if ?><?cs
if:hazard.found ?><p><span class="az-muted"><?cs var:T.hazard.found ?></span> <?cs var:hazard.found ?></p><?cs /if ?><?cs
if:string.length(hazard.situation) ?><p class="az-typed"><span class="az-muted"><?cs var:T.hazard_note.situation ?></span> <?cs var:hazard.situation ?></p><?cs /if ?>
<p class="az-typed"><span class="az-muted"><?cs var:T.hazard_note.measure ?></span> <?cs var:hazard.measure ?></p><?cs
if:hazard.deadline ?><p><span class="az-muted"><?cs var:T.hazard_note.deadline ?></span> <span class="az-date"><?cs var:hazard.deadline ?></span></p><?cs /if ?><?cs call:visit_photos(hazard) ?><?cs /def ?><?cs

def:visit_hazards() ?><?cs
if:subcount(Hazards) ?>
<h2 class="govuk-heading-m" id="hazards"><?cs var:T.hazard.of_visit ?></h2>
<ul class="az-entries"><?cs each:hazard = Hazards ?>
<li><p class="az-entry__title"><span class="az-code"><?cs var:hazard.code ?></span> <?cs var:hazard.question ?></p>
<p><?cs if:hazard.major ?><?cs call:tag("major", hazard.grade) ?><?cs elif:hazard.undecided ?><?cs call:tag("amber", hazard.grade) ?><?cs else ?><?cs call:tag("grey", hazard.grade) ?><?cs /if ?><?cs if:hazard.state ?> <?cs call:tag(hazard.tag, hazard.state) ?> <?cs call:link(hazard.href, hazard.no) ?><?cs /if ?></p><?cs
call:hazard_about(hazard) ?><?cs
if:hazard.note ?><p class="az-row-actions"><a class="govuk-button govuk-button--secondary" href="<?cs var:hazard.note ?>"><?cs if:hazard.undecided ?><?cs var:T.hazard.decide ?><?cs else ?><?cs var:T.hazard.complete ?><?cs /if ?><span class="govuk-visually-hidden"> <?cs var:hazard.code ?></span></a></p><?cs /if ?></li><?cs
/each ?>
</ul><?cs
/if ?><?cs /def ?><?cs

def:visit_results() ?><?cs
each:section = Sections ?><?cs
if:subcount(section.items) ?>
<h2 class="govuk-heading-m"><?cs var:section.title ?></h2>
<ul class="az-entries"><?cs each:item = section.items ?><?cs
if:item.county_begins ?>
<li class="az-entries__part"><?cs var:item.county_begins ?></li><?cs /if ?>
<li><p class="az-entry__title"><span class="az-code"><?cs var:item.code ?></span> <?cs var:item.question ?></p>
<p><?cs
if:item.county_tag ?><?cs call:tag("violet", item.county_tag) ?> <?cs /if ?><?cs
if:item.hidden ?><?cs call:tag("grey", T.visit.not_counted) ?> <?cs var:item.answer ?><?cs
else ?><?cs call:tag(item.tag, item.result) ?><?cs if:item.grade ?> <?cs call:tag("major", item.grade) ?><?cs /if ?><?cs if:item.said ?> <?cs var:item.answer ?> <span class="az-muted"><?cs var:item.limits ?></span><?cs /if ?><?cs if:item.photo_missing ?> <?cs call:tag("amber", T.visit.photo_needed) ?><?cs /if ?><?cs
/if ?></p><?cs
if:string.length(item.remark) ?><p class="az-typed"><?cs var:item.remark ?></p><?cs /if ?><?cs
call:visit_photos(item) ?></li><?cs
/each ?>
</ul><?cs
/if ?><?cs
/each ?><?cs /def ?><?cs

#

 Only on paper: where each party puts its name and the day by hand.
?><?cs

def:visit_sign_here(who, name) ?>
<div class="az-sign__party"><p><?cs var:who ?><?cs var:T.checklist.colon ?> <?cs var:name ?></p>
<p class="az-sign__line"><?cs var:T.visit.sign_here ?></p>
<p class="az-sign__line"><?cs var:T.visit.sign_day ?></p></div><?cs /def ?><?cs

def:visit_signatures() ?>
<h2 class="govuk-heading-m" id="signatures"><?cs var:T.visit.signatures ?></h2><?cs
call:summary_begin() ?><?cs
call:summary_row(T.visit_sign.inspector, Visit.inspector_name) ?><?cs
call:summary_row(T.visit_sign.inspector_position, Visit.inspector_position) ?><?cs
call:summary_some(T.visit_sign.party, Visit.party_name) ?><?cs
call:summary_some(T.visit_sign.party_position, Visit.party_position) ?><?cs
if:Visit.party_signed ?><?cs call:summary_row(T.visit_sign.party_signed, T.visit_sign.party_signed.signed) ?><?cs
else ?><?cs call:summary_row(T.visit_sign.party_signed, T.visit_sign.party_signed.refused) ?><?cs call:summary_typed(T.visit_sign.refusal, Visit.refusal) ?><?cs
/if ?><?cs
if:string.length(Visit.incomplete_reason) ?><?cs call:summary_typed(T.visit_sign.incomplete, Visit.incomplete_reason) ?><?cs /if ?><?cs
call:summary_date(T.visit.closed_at, Visit.closed_at) ?><?cs
call:summary_end() ?>
<div class="az-sign"><?cs
call:visit_sign_here(T.visit.sign_inspector, Visit.inspector_name) ?><?cs
if:Visit.party_signed ?><?cs call:visit_sign_here(T.visit.sign_party, Visit.party_name) ?><?cs /if ?>
</div><?cs /def ?><?cs

def:visit_trail() ?>
<h2 class="govuk-heading-m" id="trail"><?cs var:T.visit.trail ?></h2><?cs
call:timeline_begin(T.visit.trail) ?><?cs
each:event = Trail ?>
<li class="az-timeline__item az-timeline__item--done"><p class="az-timeline__title"><?cs var:event.what ?></p><p class="az-timeline__time"><span class="az-date"><?cs var:event.at ?></span> <?cs var:event.who ?></p><?cs if:string.length(event.reason) ?><p class="az-timeline__text az-typed"><?cs var:event.reason ?></p><?cs /if ?></li><?cs /each ?><?cs
call:timeline_end() ?><?cs /def ?><?cs #

 An item as inspectors see it. Its fields follow one another in the form; the first carries what stands above them.
?><?cs

def:item_begin(f) ?>
<div class="az-item" id="<?cs var:f.begins ?>"<?cs if:f.conditional_here ?> data-az-conditional<?cs /if ?><?cs if:f.hidden ?> hidden<?cs /if ?>>
<h2 class="az-item__title"><span class="az-code"><?cs var:f.begins ?></span> <span data-az-question><?cs var:f.question ?></span><?cs
if:f.major ?> <?cs call:tag("major", T.visit.major) ?><?cs elif:f.conditional ?> <?cs call:tag("conditional", T.visit.conditional) ?><?cs /if ?><?cs
if:f.county_tag ?> <?cs call:tag("violet", f.county_tag) ?><?cs /if ?></h2><?cs
if:f.limits ?>
<p class="az-muted" data-az-limits><?cs var:f.limits ?></p><?cs
/if ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.visit.guidance ?><span class="govuk-visually-hidden"> <?cs var:f.begins ?></span></span></summary>
<div class="govuk-details__text"><?cs
if:string.length(f.guidance) ?><p data-az-guidance><?cs var:f.guidance ?></p><?cs /if ?><?cs
if:string.length(f.condition) ?><p><?cs var:f.condition ?></p><?cs /if ?><?cs
each:basis = f.basis ?><p class="az-small"><?cs var:basis.text ?><?cs if:basis.unverified ?> <?cs call:tag("unverified", T.enterprise.unverified) ?><?cs /if ?></p><?cs /each ?></div></details><?cs /def ?><?cs

def:item_answer(f) ?>
<div class="govuk-form-group<?cs if:f.error ?> govuk-form-group--error<?cs /if ?>"><fieldset class="govuk-fieldset"<?cs call:form_described(f) ?>><legend class="govuk-visually-hidden"><?cs alt:f.code ?><?cs var:f.begins ?><?cs /alt ?> <?cs var:f.question ?></legend><?cs
call:form_about(f) ?><?cs call:form_radios(f) ?></fieldset></div><?cs /def ?><?cs

def:item_number(f) ?>
<div class="govuk-form-group<?cs if:f.error ?> govuk-form-group--error<?cs /if ?>"><label class="govuk-label" for="<?cs var:f.name ?>"><?cs var:T.visit.measured ?><span class="govuk-visually-hidden"> <?cs var:f.label ?></span></label><?cs
call:form_about(f) ?>
<div class="govuk-input__wrapper"><?cs call:form_input(f) ?><?cs if:f.unit ?><div class="govuk-input__suffix"><?cs var:f.unit ?></div><?cs /if ?></div></div><?cs /def ?><?cs

def:item_preview(f) ?><?cs
call:item_begin(f) ?><?cs if:f.number ?><?cs call:item_number(f) ?><?cs else ?><?cs call:item_answer(f) ?><?cs /if ?><?cs
if:f.photo ?>
<p class="az-small az-muted"><?cs var:T.checklist.photo ?></p><?cs /if ?>
</div><?cs /def ?>
