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

def:proof_offer(offer) ?><?cs
if:offer.action ?><?cs
call:subheading(T.report_proof.offer_title) ?><?cs
call:paragraph(T.report_proof.offer) ?><?cs
call:post_button(offer.action, offer.token, "receipt", offer.receipt, "quiet", T.report_proof.make) ?><?cs
/if ?><?cs /def ?><?cs # ?>
