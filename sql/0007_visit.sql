-- Visits to enterprises: who went where with which version of a checklist, each answer with its history, the hazards
-- that were found. A signed visit is never changed.

CREATE TABLE IF NOT EXISTS visit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,                     -- service, inspection, trial (of a checklist's draft; does not count)
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  county CHAR(6) NOT NULL,                       -- of the enterprise, as is the zone
  zone CHAR(2) NULL,
  version_id BIGINT NOT NULL,                    -- of the checklist, for ever
  version_revision INT NOT NULL DEFAULT 0,       -- of a trial: which revision of the draft was tried
  insurer_id BIGINT NULL,                        -- exactly one of the three goes there
  agency_id BIGINT NULL,
  authority_id BIGINT NULL,
  begun_on DATE NOT NULL,                        -- the day whose facts and rules judge
  begun_at DATETIME(3) NOT NULL,
  maker_id BIGINT NOT NULL,
  state VARCHAR(20) NOT NULL,                    -- draft, signed, finished (a trial), abandoned
  revision INT NOT NULL DEFAULT 0,               -- counts what was saved
  changed_at DATETIME(3) NOT NULL,
  editor_id BIGINT NOT NULL,
  -- What the closed visit came to; frozen.
  closed_at DATETIME(3) NULL,
  good_weight INT NOT NULL DEFAULT 0,            -- the score is good_weight / judged_weight
  judged_weight INT NOT NULL DEFAULT 0,
  asked INT NOT NULL DEFAULT 0,
  complies INT NOT NULL DEFAULT 0,
  fails INT NOT NULL DEFAULT 0,
  not_applicable INT NOT NULL DEFAULT 0,
  not_checked INT NOT NULL DEFAULT 0,
  majors INT NOT NULL DEFAULT 0,                 -- major hazards found
  incomplete TINYINT NOT NULL DEFAULT 0,
  incomplete_reason VARCHAR(1000) NOT NULL DEFAULT '',
  inspector_name VARCHAR(80) NOT NULL DEFAULT '',
  inspector_position VARCHAR(80) NOT NULL DEFAULT '',
  party_name VARCHAR(80) NOT NULL DEFAULT '',    -- who received the visit for the enterprise
  party_position VARCHAR(80) NOT NULL DEFAULT '',
  party_signed TINYINT NOT NULL DEFAULT 0,
  refusal VARCHAR(1000) NOT NULL DEFAULT '',     -- why the enterprise did not sign
  KEY (enterprise_id, sector, id),
  KEY (state, id),
  KEY (version_id, kind, state),
  KEY (insurer_id, id),
  KEY (agency_id, id),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
  FOREIGN KEY (sector) REFERENCES sector (code),
  FOREIGN KEY (version_id) REFERENCES checklist_version (id),
  FOREIGN KEY (insurer_id) REFERENCES insurer (id),
  FOREIGN KEY (agency_id) REFERENCES agency (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (maker_id) REFERENCES account (id),
  FOREIGN KEY (editor_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- Append-only: the answer that counts is the one with the greatest revision. What a page showed when it was drawn is
-- the answer of that revision, so that two people at one visit can be told apart.
CREATE TABLE IF NOT EXISTS visit_answer (
  visit_id BIGINT NOT NULL,
  item VARCHAR(20) NOT NULL,                     -- the item's code
  revision INT NOT NULL,                         -- of the visit, raised by this saving
  answer VARCHAR(20) NOT NULL,                   -- yes, no, number, choice, not_applicable, not_checked, '' (taken back)
  number BIGINT NULL,                            -- in 10^-scale of the item
  choice VARCHAR(40) NOT NULL DEFAULT '',
  remark VARCHAR(2000) NOT NULL DEFAULT '',
  at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  PRIMARY KEY (visit_id, item, revision),
  FOREIGN KEY (visit_id) REFERENCES visit (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS visit_photo (
  visit_id BIGINT NOT NULL,
  item VARCHAR(20) NOT NULL,
  blob_id BIGINT NOT NULL,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  PRIMARY KEY (visit_id, item, blob_id),
  UNIQUE KEY (blob_id),
  FOREIGN KEY (visit_id) REFERENCES visit (id),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- What each item of a closed visit came to, so that a later profile or plugin never tells it otherwise.
CREATE TABLE IF NOT EXISTS visit_result (
  visit_id BIGINT NOT NULL,
  item VARCHAR(20) NOT NULL,
  asked TINYINT NOT NULL,                        -- 0: hidden by its condition; an answer that is there does not count
  result TINYINT NOT NULL,                       -- enum anze_answered
  grade VARCHAR(20) NOT NULL DEFAULT '',         -- of a failed one: major, general
  PRIMARY KEY (visit_id, item),
  FOREIGN KEY (visit_id) REFERENCES visit (id)
) ENGINE=InnoDB;

-- What the plugin had to say about a closed visit.
CREATE TABLE IF NOT EXISTS visit_finding (
  visit_id BIGINT NOT NULL,
  position INT NOT NULL,
  code VARCHAR(80) NOT NULL,
  value VARCHAR(80) NOT NULL,
  label_zh VARCHAR(400) NOT NULL,
  label_en VARCHAR(400) NOT NULL,
  value_zh VARCHAR(400) NOT NULL,
  value_en VARCHAR(400) NOT NULL,
  explanation_zh TEXT NOT NULL,
  explanation_en TEXT NOT NULL,
  rule VARCHAR(1000) NOT NULL,
  verified TINYINT NOT NULL,
  colour TINYINT NOT NULL,                       -- enum anze_colour
  PRIMARY KEY (visit_id, position),
  FOREIGN KEY (visit_id) REFERENCES visit (id)
) ENGINE=InnoDB;

-- A hazard: a failed item of a visit. Noted while the visit is a draft; open, claimed as rectified, verified and closed
-- after it was signed.
CREATE TABLE IF NOT EXISTS hazard (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  visit_id BIGINT NOT NULL,
  item VARCHAR(20) NOT NULL,
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  county CHAR(6) NOT NULL,
  zone CHAR(2) NULL,
  insurer_id BIGINT NULL,
  agency_id BIGINT NULL,
  authority_id BIGINT NULL,
  state VARCHAR(20) NOT NULL,                    -- noted, open, claimed, closed, dropped (the item did not fail in the end)
  grade VARCHAR(20) NOT NULL,                    -- general, major
  basis TEXT NOT NULL,                           -- documents and clauses in force on the day of the visit
  situation VARCHAR(2000) NOT NULL DEFAULT '',   -- what was found
  measure VARCHAR(2000) NOT NULL DEFAULT '',     -- what is to be done
  deadline DATE NULL,
  version INT NOT NULL DEFAULT 1,                -- counts changes of what a person wrote
  noted_at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  claim VARCHAR(2000) NOT NULL DEFAULT '',       -- what the enterprise says it did
  claimed_at DATETIME(3) NULL,
  claimant_id BIGINT NULL,
  verification VARCHAR(2000) NOT NULL DEFAULT '',
  closed_at DATETIME(3) NULL,
  closer_id BIGINT NULL,
  UNIQUE KEY (visit_id, item),
  KEY (enterprise_id, state, grade),
  KEY (sector, state, id),
  FOREIGN KEY (visit_id) REFERENCES visit (id),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
  FOREIGN KEY (sector) REFERENCES sector (code),
  FOREIGN KEY (insurer_id) REFERENCES insurer (id),
  FOREIGN KEY (agency_id) REFERENCES agency (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (account_id) REFERENCES account (id),
  FOREIGN KEY (claimant_id) REFERENCES account (id),
  FOREIGN KEY (closer_id) REFERENCES account (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS hazard_photo (        -- after rectification
  hazard_id BIGINT NOT NULL,
  blob_id BIGINT NOT NULL,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  PRIMARY KEY (hazard_id, blob_id),
  UNIQUE KEY (blob_id),
  FOREIGN KEY (hazard_id) REFERENCES hazard (id),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;
