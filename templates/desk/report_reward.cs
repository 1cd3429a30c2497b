<?cs include!"layout.cs" ?><?cs include!"report_after_parts.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link(Report.href, Report.no) ?><?cs
call:heading_about(Report.no, T.reward.title) ?><?cs
call:lead(T.reward.lead) ?><?cs
if:Reward.state ?>
<div class="az-measure"><?cs
call:summary_begin() ?><?cs
call:reward_rows(Reward) ?><?cs
call:summary_row(T.reward.maker, Reward.maker) ?><?cs
call:summary_end() ?></div><?cs
if:Reward.own ?><?cs call:notice("info", "", T.reward.another_person) ?><?cs /if ?><?cs
/if ?><?cs
if:Form.action ?>
<div class="az-panel"><?cs call:form_whole(Form) ?></div><?cs
/if ?><?cs
call:paragraph(T.reward.rule_2025) ?>
<?cs call:page_foot() ?>
