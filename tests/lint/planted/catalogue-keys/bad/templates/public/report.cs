<?cs var:T.a.title ?>
<?cs var:T.a.absent ?>
<?cs call:heading(T.a.other) ?>
<?cs var:T.a.holes ?>
<?cs var:T.report.kind[Report.kind] ?>
