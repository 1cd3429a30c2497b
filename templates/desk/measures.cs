<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.measure.list_title) ?><?cs
if:Measure.may_propose ?>
<p class="govuk-body"><?cs call:button_link("/desk/measures/new", T.measure_new.title) ?></p><?cs
/if ?><?cs
call:tabs(T.measure.list_title, Tabs) ?><?cs
if:subcount(Measures) ?><?cs
call:table_quiet(T.measure.list_title) ?><?cs
call:th(T.common.number) ?><?cs call:th(T.measure.kind) ?><?cs call:th(T.disclosure.name) ?><?cs call:th(T.disclosure.sector) ?><?cs call:th(T.measure.authority) ?><?cs call:th(T.common.state) ?><?cs call:th(T.measure.proposed_at) ?><?cs
call:table_body() ?><?cs
each:measure = Measures ?>
<tr><?cs call:td_head_number(measure.href, measure.no) ?><?cs
call:td(T.measure.kind, measure.kind) ?><?cs
call:td(T.disclosure.name, measure.subject) ?><?cs
call:td(T.disclosure.sector, measure.sector) ?><?cs
call:td(T.measure.authority, measure.authority) ?><?cs
call:td_tag(T.common.state, measure.tag, measure.state_text) ?><?cs
call:td_date(T.measure.proposed_at, measure.proposed_at) ?></tr><?cs
/each ?><?cs
call:table_end() ?><?cs
call:pagination(Pager) ?><?cs
else ?><?cs
call:empty(T.measure.none) ?><?cs
/if ?>
<?cs call:page_foot() ?>
