<?cs include!"layout.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.proof_verify.title) ?><?cs
if:Verdict.code == "genuine" ?><?cs
call:notice("success", Verdict.title, Verdict.text) ?>
<div class="az-measure"><?cs call:proof_content(Proof) ?></div><?cs
elif:Verdict.code == "altered" ?><?cs
call:notice("danger", Verdict.title, Verdict.text) ?><?cs
elif:Verdict.code == "key_unknown" ?><?cs
call:notice("warning", Verdict.title, Verdict.text) ?><?cs
else ?><?cs
call:lead(T.proof_verify.lead) ?><?cs
/if ?><?cs
call:form_whole(Form) ?><?cs
call:paragraph(T.proof_verify.means) ?>
<p class="govuk-body"><?cs call:link("/proof/keys.txt", T.proof_verify.keys) ?></p>
<?cs call:page_foot() ?>
