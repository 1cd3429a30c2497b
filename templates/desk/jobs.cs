<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.job.list_title) ?><?cs
call:lead(T.job.lead) ?><?cs
if:Scanner ?><p class="govuk-body" id="scanner"><?cs var:Scanner ?></p><?cs /if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs
call:subheading(T.job.ask_title) ?><?cs
call:paragraph(T.job.ask_text) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?><?cs
if:subcount(Jobs) ?><?cs
call:table_quiet(T.job.list_title) ?><?cs
call:th(T.job.what) ?><?cs call:th(T.enterprise.sector) ?><?cs call:th(T.job.place) ?><?cs call:th(T.common.state) ?><?cs call:th(T.job.progress_title) ?><?cs call:th(T.job.asked_at) ?><?cs call:th(T.job.who) ?><?cs
call:table_body() ?><?cs
each:job = Jobs ?>
<tr><?cs call:td_head_link(job.href, job.title) ?><?cs
call:td(T.enterprise.sector, job.sector) ?><?cs
call:td(T.job.place, job.place) ?><?cs
call:td_tag(T.common.state, job.state, job.state_text) ?><?cs
call:td(T.job.progress_title, job.progress) ?><?cs
call:td_date(T.job.asked_at, job.asked_at) ?><?cs
call:td(T.job.who, job.who) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs
call:empty(T.job.none) ?><?cs
/if ?>
<?cs call:page_foot() ?>
