<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/jobs", T.job.list_title) ?><?cs
call:heading_about(Job.title, Job.sector) ?>
<div class="az-split">
<div>
<div class="az-job" id="job" data-az-watch="<?cs var:Job.state ?>"<?cs if:Job.open ?> data-az-open<?cs /if ?>>
<p><?cs call:tag(Job.state, Job.state_text) ?></p><?cs
if:Job.failure ?><?cs call:notice("danger", T.job.failed_title, Job.failure) ?><?cs /if ?>
<label class="govuk-label" for="job-progress"><?cs var:T.job.progress_title ?></label>
<progress class="az-job__bar" id="job-progress" max="<?cs var:Job.total ?>" value="<?cs var:Job.done ?>"><?cs var:Job.percent ?></progress>
<p class="govuk-body"><?cs var:Job.percent ?> · <?cs var:Job.progress ?></p><?cs
if:Job.open ?>
<p class="govuk-body" data-az-without-script><?cs call:button_link_quiet(Job.href, T.job.reload) ?></p><?cs
/if ?><?cs
call:summary_begin() ?><?cs
call:summary_row(T.job.place, Job.place) ?><?cs
call:summary_row(T.job.who, Job.who) ?><?cs
call:summary_some(T.job.organisation, Job.organisation) ?><?cs
call:summary_date(T.job.asked_at, Job.asked_at) ?><?cs
if:Job.started_at ?><?cs call:summary_date(T.job.started_at, Job.started_at) ?><?cs /if ?><?cs
if:Job.ended_at ?><?cs call:summary_date(T.job.ended_at, Job.ended_at) ?><?cs /if ?><?cs
call:summary_end() ?>
</div><?cs
if:Form.action ?>
<div data-az-while-open><?cs
call:subheading(T.job.stop_title) ?><?cs
call:paragraph(T.job.stop_text) ?><?cs
call:form_whole(Form) ?>
</div><?cs
/if ?>
<p class="govuk-visually-hidden" role="status" id="job-said"></p>
</div>
<div><?cs
call:subheading(T.enterprise.history_title) ?><?cs
call:timeline_begin(T.enterprise.history_title) ?><?cs
each:event = Job.trail ?>
<li class="az-timeline__item az-timeline__item--done"><p class="az-timeline__title"><?cs var:event.what ?></p><p class="az-timeline__time"><span class="az-date"><?cs var:event.at ?></span> <?cs var:event.who ?></p><?cs if:event.reason ?><p class="az-timeline__text az-typed"><?cs var:event.reason ?></p><?cs /if ?></li><?cs
/each ?><?cs
call:timeline_end() ?>
</div>
</div>
<script type="module" src="/js/job.js?v=<?cs var:Page.asset ?>"></script>
<?cs call:page_foot() ?>
