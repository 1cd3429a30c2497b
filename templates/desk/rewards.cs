<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:heading(T.reward.queue_title) ?><?cs
if:Form.action ?><?cs
call:lead(T.reward.pay_lead) ?>
<div class="az-panel"><?cs call:form_whole(Form) ?></div><?cs
call:subheading(T.reward.drawn_title) ?><?cs
if:subcount(Drawn) ?><?cs
call:table_quiet(T.reward.drawn_title) ?><?cs
call:th(T.common.number) ?><?cs call:th_number(T.reward.amount) ?><?cs call:th(T.reward.ended_on) ?><?cs
call:table_body() ?><?cs
each:row = Drawn ?>
<tr><?cs call:td_head(row.no) ?><?cs call:td_number(T.reward.amount, row.amount) ?><?cs call:td_date(T.reward.ended_on, row.ended_on) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs call:empty(T.reward.none_drawn) ?><?cs
/if ?><?cs
/if ?><?cs
if:Rewards.handler ?><?cs
call:subheading(T.reward.proposed_title) ?><?cs
if:subcount(Proposed) ?><?cs
call:table_quiet(T.reward.proposed_title) ?><?cs
call:th(T.reward.report) ?><?cs call:th_number(T.reward.amount) ?><?cs call:th(T.reward.rule) ?><?cs call:th(T.reward.maker) ?><?cs
call:table_body() ?><?cs
each:row = Proposed ?>
<tr><?cs call:td_head_number(row.href, row.report) ?><?cs call:td_number(T.reward.amount, row.amount) ?><?cs call:td(T.reward.rule, row.rule) ?><?cs call:td(T.reward.maker, row.maker) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
else ?><?cs call:empty(T.reward.none_proposed) ?><?cs
/if ?><?cs
/if ?>
<?cs call:page_foot() ?>
