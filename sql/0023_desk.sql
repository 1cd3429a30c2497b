-- The handler's desk: whose case it is, which report is handled together with which, what a true one led to, and the texts
-- that an authority keeps for its replies.
ALTER TABLE report
  ADD COLUMN IF NOT EXISTS merged_into BIGINT NULL,                         -- the leading case: an earlier one of the same authority
  ADD KEY IF NOT EXISTS merged (merged_into),
  ADD KEY IF NOT EXISTS handled (handler_id, state);

-- A hazard can come from a report instead of a visit; then no item of a checklist names it.
ALTER TABLE hazard MODIFY visit_id BIGINT NULL, MODIFY item VARCHAR(20) NOT NULL DEFAULT '';

-- What a report that proved true led to. The noun's own page never tells of the report but to who may read that.
CREATE TABLE IF NOT EXISTS report_link (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  noun VARCHAR(20) NOT NULL,                     -- hazard, visit, measure
  noun_id BIGINT NOT NULL,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  UNIQUE KEY (noun, noun_id),
  KEY (report_id, id),
  FOREIGN KEY (report_id) REFERENCES report (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- Texts for replies: an authority's own, or (authority_id NULL) the city's for all.
CREATE TABLE IF NOT EXISTS reply_template (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  authority_id BIGINT NULL,
  title VARCHAR(200) NOT NULL,
  action VARCHAR(40) NOT NULL DEFAULT '',        -- the step that it is for; '' for any
  body TEXT NOT NULL,
  active TINYINT NOT NULL DEFAULT 1,
  version INT NOT NULL DEFAULT 1,                -- counts the changes: what a person read is what he changes
  changed_at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  KEY (authority_id, active),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;
