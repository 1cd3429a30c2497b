-- A review that was asked for has a term of its own, as everything that an authority owes.
ALTER TABLE report
  ADD COLUMN IF NOT EXISTS disputed_on DATE NULL,
  ADD COLUMN IF NOT EXISTS review_by DATE NULL;

ALTER TABLE report MODIFY COLUMN due_on DATE AS (CASE WHEN state IN ('received', 'transferred') THEN accept_by
    WHEN state IN ('verifying', 'extending', 'paused') THEN decide_by WHEN state = 'concluded' THEN feedback_by
    WHEN state = 'disputed' THEN review_by END) PERSISTENT;

-- Of those that wait for one now: by the rule that begins with this, computed as a calendar moves them.
UPDATE report s SET s.disputed_on = (SELECT DATE(MAX(a.at) + INTERVAL 8 HOUR) FROM audit a WHERE a.noun = 'report'
  AND a.noun_id = s.id AND a.action = 'dispute') WHERE s.state = 'disputed' AND s.disputed_on IS NULL;
UPDATE report SET review_by = disputed_on + INTERVAL 30 DAY WHERE state = 'disputed' AND review_by IS NULL;
