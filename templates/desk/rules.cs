<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:heading(T.rule.list_title) ?><?cs
call:lead(T.rule.lead) ?><?cs
call:table_quiet(T.rule.list_title) ?><?cs
call:th(T.common.name) ?><?cs call:th(T.rule.document) ?><?cs call:th(T.rule.subjects) ?><?cs call:th(T.rule.from) ?><?cs call:th(T.rule.to) ?><?cs call:th(T.common.state) ?><?cs
call:table_body() ?><?cs
each:rule = Rules ?>
<tr><?cs call:td_head_link(rule.href, rule.title) ?><?cs
if:rule.document ?><?cs call:td(T.rule.document, rule.document) ?><?cs else ?><?cs call:td(T.rule.document, "—") ?><?cs /if ?><td data-label="<?cs var:T.rule.subjects ?>"><?cs each:subject = rule.subjects ?><?cs if:!first(subject) ?> · <?cs /if ?><?cs var:subject.text ?><?cs /each ?></td><?cs
if:rule.from ?><?cs call:td_date(T.rule.from, rule.from) ?><?cs else ?><?cs call:td(T.rule.from, "—") ?><?cs /if ?><?cs
if:rule.to ?><?cs call:td_date(T.rule.to, rule.to) ?><?cs else ?><?cs call:td(T.rule.to, "—") ?><?cs /if ?><?cs
call:td_tag(T.common.state, rule.tag, rule.state_text) ?></tr><?cs
/each ?><?cs
call:table_end() ?>
<?cs call:page_foot() ?>
