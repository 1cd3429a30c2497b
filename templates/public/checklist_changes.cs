<?cs include!"layout.cs" ?><?cs include!"checklist_macros.cs" ?><?cs call:page_head() ?><?cs
call:back_link(Compare.back, Checklist.title) ?><?cs
call:heading(Page.title) ?><?cs
call:lead(T.checklist.compare_lead) ?><?cs
call:filter_begin(Compare.action) ?><?cs
if:string.length(Compare.county) ?><input type="hidden" name="county" value="<?cs var:Compare.county ?>"><?cs /if ?><?cs
call:filter_pick("from", T.checklist.compare_from, Compare.from) ?><?cs
call:filter_pick("to", T.checklist.compare_to, Compare.to) ?>
<div class="az-filter__actions"><button type="submit" class="govuk-button"><?cs var:T.checklist.compare ?></button><a class="govuk-link" href="<?cs var:Compare.swap ?>"><?cs var:T.checklist.compare_swap ?></a></div>
</form>
<h2 class="govuk-heading-m" id="changes"><?cs var:Compare.sides ?></h2><?cs
call:paragraph(Compare.count) ?><?cs
if:Checklist.visits ?><?cs call:checklist_visits() ?><?cs /if ?><?cs
if:subcount(Changes) ?>
<p class="govuk-body az-small"><?cs var:T.checklist.marks ?> <del><?cs var:T.checklist.mark_deleted ?></del> <ins><?cs var:T.checklist.mark_inserted ?></ins></p>
<ul class="az-entries"><?cs each:change = Changes ?><?cs call:checklist_change(change) ?><?cs /each ?>
</ul><?cs
/if ?>
<?cs call:page_foot() ?>
