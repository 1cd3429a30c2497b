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
call:tabs(T.enterprise.tabs, Tabs) ?><?cs /def ?>
