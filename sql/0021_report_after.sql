-- What a reporter has after sending: more files, a word on whether it was solved, a reward.

-- NULL: it came with the report itself.
ALTER TABLE report_file
  ADD COLUMN IF NOT EXISTS added_on DATE NULL,
  ADD COLUMN IF NOT EXISTS message_id BIGINT NULL;

-- What the reporter says to the answer: yes, partly, no. The words are sealed with the key of the case and go with it.
CREATE TABLE IF NOT EXISTS report_solved (
  report_id BIGINT NOT NULL PRIMARY KEY,
  answer VARCHAR(10) NOT NULL,
  closed_on DATE NOT NULL,                       -- the answer of which it speaks: another one is asked about anew
  answered_on DATE NOT NULL,
  sealed BLOB NULL,                              -- NULL: no words, or removed
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

-- A reward for a true report, drawn with a code by somebody whose name nobody knows.
CREATE TABLE IF NOT EXISTS report_reward (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  authority_id BIGINT NOT NULL,                  -- who offers and pays it
  state VARCHAR(20) NOT NULL,
  rule VARCHAR(40) NOT NULL,                     -- a code of conf/rules/report.conf
  rule_on DATE NOT NULL,                         -- the day whose rules hold
  basis BIGINT NOT NULL,                         -- the fine in fen, or how many
  amount BIGINT NOT NULL,                        -- fen
  maker_id BIGINT NOT NULL,
  proposed_at DATETIME(3) NOT NULL,
  decider_id BIGINT NULL,
  claim_by DATE NULL,                            -- until then the reporter asks for it
  draw_by DATE NULL,                             -- until then the code is good
  code_hash BINARY(32) NULL,                     -- of the one-time code
  payer_id BIGINT NULL,
  ended_at DATETIME(3) NULL,                     -- drawn, waived, expired, declined
  live TINYINT NULL DEFAULT 1,                   -- NULL: declined, so that another one can be proposed
  UNIQUE KEY once (report_id, live),
  UNIQUE KEY (code_hash),
  KEY (authority_id, state, id),
  KEY (state, claim_by),
  FOREIGN KEY (report_id) REFERENCES report (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (maker_id) REFERENCES account (id),
  FOREIGN KEY (decider_id) REFERENCES account (id),
  FOREIGN KEY (payer_id) REFERENCES account (id)
) ENGINE=InnoDB;
