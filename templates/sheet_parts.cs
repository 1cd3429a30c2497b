<?cs #
 What is given out and taken in as a spreadsheet: the file to save, and the form that takes one back.
?><?cs

def:sheet_panel(href, label) ?>
<div class="az-panel"><?cs
call:subheading(T.checklist_sheet.export_title) ?>
<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="<?cs var:href ?>"><?cs var:label ?></a></p><?cs
call:subheading(T.checklist_sheet.import_title) ?><?cs
call:form_whole(Form) ?></div><?cs /def ?>
