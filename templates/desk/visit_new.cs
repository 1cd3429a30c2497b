<?cs include!"layout.cs" ?><?cs call:page_head() ?><?cs
call:form_errors(Form) ?><?cs
call:back_link("/desk/visits", T.visit.list_title) ?><?cs
call:heading(T.visit_new.title) ?><?cs
call:lead(T.visit_new.lead) ?><?cs
if:subcount(Underway) ?>
<div class="az-notice az-notice--warning"><p class="az-notice__title"><?cs var:T.visit.underway_title ?></p><ul><?cs each:visit = Underway ?>
<li><?cs call:link(visit.href, visit.no) ?> <?cs var:visit.enterprise ?> · <?cs var:visit.sector ?> · <?cs var:visit.maker ?> <span class="az-date"><?cs var:visit.begun_on ?></span></li><?cs
/each ?></ul><p><?cs var:T.visit.underway_about ?></p></div><?cs
/if ?><?cs
call:form_whole(Form) ?>
<?cs call:page_foot() ?>
