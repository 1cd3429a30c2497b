<?cs var:T.a.title ?><?cs call:heading(T.notice.saved) ?>
<?cs var:T.report.state[Report.state] ?><?cs if:Page.T.a == "T.a.nothing" ?><?cs /if ?>
