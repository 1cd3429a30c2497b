<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Adopt) ?><?cs
call:form_errors(Withdraw) ?><?cs
call:back_link("/desk/rules", T.rule.list_title) ?><?cs
call:heading(Rule.title) ?>
<p class="govuk-body"><?cs call:tag(Rule.tag, Rule.state_text) ?><?cs if:Rule.unverified ?> <?cs call:tag("amber", T.common.unverified) ?><?cs /if ?></p>
<div class="az-split">
<div><?cs
call:summary_begin() ?><?cs
call:summary_some(T.rule.document, Rule.document) ?>
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:T.rule.subjects ?></dt><dd class="govuk-summary-list__value"><?cs each:subject = Rule.subjects ?><?cs if:!first(subject) ?> · <?cs /if ?><?cs var:subject.text ?><?cs /each ?></dd></div><?cs
call:summary_some(T.rule.from, Rule.from) ?><?cs
call:summary_some(T.rule.to, Rule.to) ?><?cs
call:summary_row(T.rule.defence, Rule.defence) ?><?cs
call:summary_row(T.rule.term, Rule.term) ?><?cs
if:Rule.needs_refusal ?><?cs call:summary_row(T.rule.steps, T.rule.needs_refusal) ?><?cs /if ?><?cs
call:summary_end() ?>
<p class="govuk-hint"><?cs var:T.rule.defaults ?></p><?cs
call:table_begin(T.rule.grounds) ?><?cs
call:th(T.disclosure.ground) ?><?cs call:th(T.rule.clause) ?><?cs
call:table_body() ?><?cs
each:ground = Rule.grounds ?>
<tr><?cs call:td_head(ground.text) ?><?cs call:td(T.rule.clause, ground.clause) ?></tr><?cs
/each ?><?cs
call:table_end() ?>
</div>
<div><?cs
if:Rule.adoptable ?><?cs
call:subheading(T.rule.adoption) ?><?cs
if:subcount(Rule.history) ?>
<ul class="az-entries"><?cs each:event = Rule.history ?>
<li><p><?cs if:event.current ?><?cs call:tag("green", T.rule.adopted) ?><?cs else ?><?cs call:tag("grey", T.rule.withdrawn) ?><?cs /if ?> <?cs var:event.document ?></p><p class="az-entry__about"><span><?cs var:T.rule_adopt.adopted_on ?> <?cs call:date(event.adopted_on) ?></span><span><?cs var:event.maker ?></span><span><?cs call:date(event.at) ?></span></p><?cs if:event.reason ?><p class="az-typed"><?cs call:date(event.withdrawn_at) ?> <?cs var:event.reason ?></p><?cs /if ?></li><?cs
/each ?>
</ul><?cs
else ?><?cs call:empty(T.rule.never) ?><?cs
/if ?><?cs
else ?><?cs call:notice("info", "", T.rule.by_issuer) ?><?cs
/if ?><?cs
if:Adopt.action ?>
<div class="az-panel"><?cs call:subheading(T.rule_adopt.title) ?><?cs call:form_whole(Adopt) ?></div><?cs
/if ?><?cs
if:Withdraw.action ?>
<div class="az-panel"><?cs call:subheading(T.rule_withdraw.title) ?><?cs call:form_whole(Withdraw) ?></div><?cs
/if ?>
</div>
</div>
<?cs call:page_foot() ?>
