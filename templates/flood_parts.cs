<?cs #
 What is asked of a sender while many reports come in: the script sets a computer to work, without it the question stands.
?><?cs

def:report_flood() ?><?cs
if:Flood.challenge ?>
<div class="az-panel" id="flood" data-challenge="<?cs var:Flood.challenge ?>" data-working="<?cs var:T.flood.working ?>" data-done="<?cs var:T.flood.done ?>" data-language="<?cs var:Page.language ?>">
<p class="govuk-body"><strong><?cs var:T.flood.title ?></strong> <?cs var:T.flood.why ?></p>
<p class="govuk-body" id="flood-state" role="status"></p>
<div class="govuk-form-group<?cs if:Flood.error ?> govuk-form-group--error<?cs /if ?>" id="flood-question">
<label class="govuk-label" for="sum"><?cs var:Flood.question ?></label><div class="govuk-hint" id="sum-hint"><?cs var:T.flood.hint ?></div><?cs
if:Flood.error ?><p class="govuk-error-message" id="sum-error"><span class="govuk-visually-hidden"><?cs var:T.form.error_prefix ?></span><?cs var:Flood.error ?></p><?cs /if ?>
<input class="govuk-input az-field--number<?cs if:Flood.error ?> govuk-input--error<?cs /if ?>" id="sum" name="sum" type="text" inputmode="numeric" autocomplete="off" maxlength="10" aria-describedby="sum-hint<?cs if:Flood.error ?> sum-error<?cs /if ?>">
<input type="hidden" name="question" value="<?cs var:Flood.token ?>">
</div>
</div>
<link rel="stylesheet" href="/js/altcha/altcha.css?v=<?cs var:Page.asset ?>">
<script type="module" src="/js/flood.js?v=<?cs var:Page.asset ?>"></script><?cs
/if ?><?cs /def ?><?cs # ?>
