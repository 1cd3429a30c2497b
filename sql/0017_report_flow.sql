-- The clocks of a report: from which day each runs, what was added to it, and since when it stands still.
ALTER TABLE report
  ADD COLUMN IF NOT EXISTS ground VARCHAR(20) NOT NULL DEFAULT '',          -- why it was refused
  ADD COLUMN IF NOT EXISTS maker_id BIGINT NULL,                            -- who asked for an extension or concluded: another one checks it
  ADD COLUMN IF NOT EXISTS accept_from DATE NULL,                           -- the day it came in, or was transferred
  ADD COLUMN IF NOT EXISTS decide_from DATE NULL,                           -- the day it was accepted
  ADD COLUMN IF NOT EXISTS extension_days INT NOT NULL DEFAULT 0,           -- that were approved
  ADD COLUMN IF NOT EXISTS extension_asked INT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS extension_why VARCHAR(20) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS paused_days INT NOT NULL DEFAULT 0,              -- of pauses that are over
  ADD COLUMN IF NOT EXISTS paused_from DATE NULL,                           -- of the pause that runs
  ADD COLUMN IF NOT EXISTS paused_until DATE NULL,
  ADD COLUMN IF NOT EXISTS pause_why VARCHAR(20) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS feedback_by DATE NULL,
  ADD COLUMN IF NOT EXISTS closed_on DATE NULL;                             -- refused or fed back: a dispute's term begins

UPDATE report SET accept_from = DATE(submitted_at + INTERVAL 8 HOUR) WHERE accept_from IS NULL;
UPDATE report SET decide_from = DATE(COALESCE((SELECT MAX(a.at) FROM audit a WHERE a.noun = 'report' AND
  a.noun_id = report.id AND a.action = 'accept'), submitted_at) + INTERVAL 8 HOUR)
  WHERE decide_from IS NULL AND decide_by IS NOT NULL;
-- A conclusion was told at once until now.
UPDATE report SET state = 'fed_back', closed_on = DATE(COALESCE((SELECT MAX(a.at) FROM audit a WHERE a.noun = 'report' AND
  a.noun_id = report.id AND a.action = 'conclude'), submitted_at) + INTERVAL 8 HOUR)
  WHERE state = 'concluded' AND feedback_by IS NULL;
