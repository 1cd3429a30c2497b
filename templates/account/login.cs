<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?>
<div class="az-columns">
<div><?cs
call:heading(T.login.title) ?><?cs
call:paragraph(T.login.lead) ?><?cs
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
