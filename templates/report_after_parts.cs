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

def:proof_offer(offer) ?><?cs
if:offer.action ?><?cs
call:subheading(T.report_proof.offer_title) ?><?cs
call:paragraph(T.report_proof.offer) ?><?cs
call:post_button(offer.action, offer.token, "receipt", offer.receipt, "quiet", T.report_proof.make) ?><?cs
/if ?><?cs /def ?><?cs # ?>
