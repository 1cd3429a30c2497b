<?cs include!"layout.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/rewards", T.reward.queue_title) ?><?cs
call:heading(T.reward_draw.title) ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:summary_row(T.common.number, Reward.no) ?><?cs
call:reward_rows(Reward) ?><?cs
call:summary_row(T.reward.authority, Reward.authority) ?><?cs
call:summary_end() ?></div><?cs
if:Form.action ?><?cs
call:paragraph(T.reward_draw.lead) ?>
<div class="az-panel"><?cs call:form_whole(Form) ?></div><?cs
else ?><?cs
call:notice("warning", Reward.state_text, T.reward_draw.not_now) ?><?cs
/if ?>
<?cs call:page_foot() ?>
