<?cs #
 What the pages of one enterprise share: its name, its tabs, the warning about its code.
?><?cs

def:enterprise_head() ?><?cs
call:back_link("/desk/enterprises", T.enterprise.list_title) ?><?cs
call:heading_about(Enterprise.code, Enterprise.name) ?><?cs
if:Enterprise.closed ?>
<p class="govuk-body"><?cs call:tag("grey", T.enterprise.closed) ?></p><?cs
/if ?><?cs
if:Enterprise.inner_mismatch ?><?cs call:notice("warning", T.enterprise.inner_title, T.enterprise.inner_text) ?><?cs /if ?><?cs
if:Enterprise.majors ?><?cs call:notice("danger", T.hazard.makes_red, Enterprise.majors) ?><?cs /if ?>
<p class="govuk-body"><?cs call:link(Enterprise.visits, T.enterprise.visits) ?> · <?cs call:link(Enterprise.hazards, T.enterprise.hazards) ?><?cs if:Enterprise.generals ?> <?cs call:tag("amber", Enterprise.generals) ?><?cs /if ?> · <?cs call:link(Enterprise.begin_visit, T.enterprise.begin_visit) ?></p><?cs
call:tabs(T.enterprise.tabs, Tabs) ?><?cs /def ?>
