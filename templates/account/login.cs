<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?>
<div class="az-columns">
<div><?cs
if:Login.over ?><?cs
call:heading(T.login.expired) ?><?cs
else ?><?cs
call:heading(T.login.title) ?><?cs
call:paragraph(T.login.lead) ?><?cs
/if ?><?cs
if:Login.carried ?><?cs
call:notice("info", T.login.carried_title, T.login.carried_text) ?><?cs
if:Login.files ?><?cs call:paragraph(T.login.carried_files) ?><?cs /if ?><?cs
elif:Login.over ?><?cs
call:notice("warning", "", T.http.session_over) ?><?cs
/if ?><?cs
call:form_whole(Form) ?><?cs
call:paragraph(T.login.help) ?>
</div><?cs
if:subcount(Demo.signins) ?>
<section aria-labelledby="login-demo">
<h2 class="govuk-heading-m" id="login-demo"><?cs var:T.login.demo_title ?></h2>
<p class="govuk-body"><?cs var:T.login.demo_text ?> <span class="az-code"><?cs var:Demo.password ?></span></p><?cs
call:table_quiet(T.login.demo_title) ?><?cs
call:th(T.login.name) ?><?cs call:th(T.login.demo_who) ?><?cs
call:table_body() ?><?cs
each:entry = Demo.signins ?>
<tr><th scope="row"><span class="az-code"><?cs var:entry.name ?></span></th><?cs call:td(T.login.demo_who, entry.text) ?></tr><?cs
/each ?><?cs
call:table_end() ?>
</section><?cs
/if ?>
</div>
<?cs call:page_foot() ?>
