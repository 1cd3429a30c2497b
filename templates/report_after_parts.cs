<?cs #
 Parts of a reporter's pages after sending: what a proof says, and the way to one.
?><?cs

def:proof_content(proof) ?><?cs
call:summary_begin() ?><?cs
call:summary_code(T.report_proof.no, proof.no) ?><?cs
call:summary_date(T.report_proof.received, proof.received) ?><?cs
call:summary_row(T.report_proof.files, proof.count) ?><?cs
call:summary_code(T.report_proof.key, proof.key) ?><?cs
call:summary_end() ?><?cs
if:subcount(proof.files) ?>
<ol class="govuk-list govuk-list--number"><?cs each:file = proof.files ?>
<li><?cs call:date(file.on) ?> <?cs var:file.size ?><br><span class="az-small"><?cs var:T.report_receipt.sha256 ?> <span class="az-code"><?cs var:file.sha256 ?></span></span></li><?cs /each ?>
</ol><?cs
/if ?><?cs /def ?><?cs

def:stored_files(list) ?><?cs
if:subcount(list) ?>
<ul class="az-files"><?cs each:file = list ?>
<li><span><?cs var:file.name ?></span><span class="az-muted"><?cs var:file.size ?></span><span class="az-muted az-small"><?cs var:T.report_receipt.sha256 ?> <span class="az-code"><?cs var:file.sha256 ?></span></span></li><?cs /each ?>
</ul><?cs
/if ?><?cs /def ?><?cs

def:solved(said, form) ?><?cs
if:said.answer ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:summary_row(T.report_solved.yours, said.answer) ?><?cs
if:said.words ?><?cs call:summary_typed(T.report_solved.words_said, said.words) ?><?cs /if ?><?cs
call:summary_end() ?><?cs
if:said.way ?><?cs call:paragraph(said.way) ?><?cs /if ?>
</div><?cs
/if ?><?cs
if:said.answer && !subcount(form.errors) ?>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.report_solved.change ?></span></summary><div class="govuk-details__text"><?cs call:form_whole(form) ?></div></details><?cs
elif:form.action ?>
<div class="az-panel" id="solved"><?cs
call:subheading(T.report_solved.title) ?><?cs
call:paragraph(T.report_solved.lead) ?><?cs
call:form_whole(form) ?></div><?cs
/if ?><?cs /def ?><?cs

def:solved_said(said) ?><?cs
if:said.answer ?><?cs
call:summary_row(T.report_solved.reporter, said.answer) ?><?cs
if:said.words ?><?cs call:summary_typed(T.report_solved.reporter_words, said.words) ?><?cs /if ?><?cs
/if ?><?cs /def ?><?cs

def:solved_figures(figures) ?><?cs
if:subcount(figures) ?><?cs
call:subheading(T.report_solved.figures) ?>
<ul class="az-figures" id="solved-figures"><?cs each:figure = figures ?><?cs call:figure(figure.value, figure.label) ?><?cs /each ?></ul><?cs
/if ?><?cs /def ?><?cs

def:reward_rows(reward) ?><?cs
call:summary_tag(T.common.state, reward.state, reward.state_text) ?><?cs
call:summary_row(T.reward.amount, reward.amount) ?><?cs
if:reward.rule ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.reward.rule ?></dt><dd class="govuk-summary-list__value"><?cs var:reward.rule ?><br><span class="az-muted"><?cs var:reward.sum ?><?cs if:reward.unverified ?> <?cs var:T.reward.unverified ?><?cs /if ?></span></dd></div><?cs
/if ?><?cs
if:reward.claim_by ?><?cs call:summary_date(T.reward.claim_by, reward.claim_by) ?><?cs /if ?><?cs
if:reward.draw_by ?><?cs call:summary_date(T.reward.draw_by, reward.draw_by) ?><?cs /if ?><?cs
if:reward.ended_on ?><?cs call:summary_date(T.reward.ended_on, reward.ended_on) ?><?cs /if ?><?cs
/def ?><?cs

def:reward(reward, form) ?><?cs
if:reward.state ?><?cs
call:subheading(T.track_reward.title) ?><?cs
if:reward.code ?><?cs
call:notice("warning", T.track_reward.code_title, T.track_reward.code_text) ?>
<p class="az-code az-code--big" id="reward-code"><?cs var:reward.code ?></p>
<p class="az-row-actions"><button type="button" class="govuk-button govuk-button--secondary" hidden data-az-copy="reward-code" data-az-done="<?cs var:T.common.copied ?>"><?cs var:T.track_reward.copy ?></button> <button type="button" class="govuk-button govuk-button--secondary" hidden data-az-print><?cs var:T.common.print ?></button></p><?cs
/if ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:reward_rows(reward) ?><?cs
call:summary_row(T.track_reward.where, reward.authority) ?><?cs
call:summary_end() ?><?cs
if:!reward.code ?><?cs call:paragraph(reward.text) ?><?cs /if ?></div><?cs
/if ?><?cs
if:form.action && !reward.code ?>
<div class="az-panel" id="reward"><?cs call:form_whole(form) ?></div><?cs
/if ?><?cs /def ?><?cs

def:stage_row(stage) ?>
<li class="az-timeline__item az-timeline__item--<?cs var:stage.mark ?>"<?cs if:stage.mark == "current" ?> aria-current="step"<?cs /if ?>><p class="az-timeline__title"><?cs var:stage.title ?></p><?cs
if:stage.time ?><p class="az-timeline__time"><span class="az-date"><?cs var:stage.time ?></span></p><?cs /if ?><?cs
if:stage.text ?><p class="az-timeline__text"><?cs var:stage.text ?></p><?cs /if ?><?cs
if:stage.term ?><p class="az-timeline__text az-muted"><?cs var:stage.term ?></p><?cs /if ?></li><?cs /def ?><?cs

def:proof_offer(offer) ?><?cs
if:offer.action ?><?cs
call:subheading(T.report_proof.offer_title) ?><?cs
call:paragraph(T.report_proof.offer) ?><?cs
call:post_button(offer.action, offer.token, "receipt", offer.receipt, "quiet", T.report_proof.make) ?><?cs
/if ?><?cs /def ?><?cs # ?>
