-- What the desk asks of each case, where an index can answer: an office that closed a hundred thousand of them, or has as many
-- before it, opens its desk as fast as any other.
ALTER TABLE report
  ADD COLUMN IF NOT EXISTS waiting TINYINT AS (state IN ('received', 'transferred', 'verifying', 'extending', 'paused',
    'concluded', 'disputed')) PERSISTENT,
  -- The day of the term that runs in its state; NULL: none runs.
  ADD COLUMN IF NOT EXISTS due_on DATE AS (CASE WHEN state IN ('received', 'transferred') THEN accept_by
    WHEN state IN ('verifying', 'extending', 'paused') THEN decide_by WHEN state = 'concluded' THEN feedback_by END) PERSISTENT,
  -- Is its newest message the reporter's?
  ADD COLUMN IF NOT EXISTS unanswered TINYINT NOT NULL DEFAULT 0,
  ADD KEY IF NOT EXISTS waiting (waiting),
  ADD KEY IF NOT EXISTS office (authority_id, waiting, handler_id),
  ADD KEY IF NOT EXISTS due (authority_id, due_on),
  ADD KEY IF NOT EXISTS unanswered (authority_id, unanswered);

UPDATE report s SET s.unanswered = 1 WHERE (SELECT m.from_reporter FROM report_message m WHERE m.report_id = s.id
  ORDER BY m.id DESC LIMIT 1) = 1;

-- Cases that an authority shares without leading them are few among all that it ever had.
ALTER TABLE report_party
  ADD COLUMN IF NOT EXISTS leads TINYINT NOT NULL DEFAULT 0,
  ADD KEY IF NOT EXISTS joint (authority_id, leads);

UPDATE report_party p JOIN report s ON s.id = p.report_id SET p.leads = 1 WHERE s.authority_id = p.authority_id;
