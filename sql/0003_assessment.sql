-- The insurers' annual self-assessment: one a year, a working draft, and a frozen version for each filing.

CREATE TABLE IF NOT EXISTS assessment (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  insurer_id BIGINT NOT NULL,
  year SMALLINT NOT NULL,                        -- the year reported on
  state VARCHAR(20) NOT NULL,                    -- draft, filed, acknowledged, returned
  version INT NOT NULL DEFAULT 0,                -- counts the changes of the draft
  revision INT NOT NULL DEFAULT 0,               -- counts the filings; 0: never filed
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY (insurer_id, year),
  KEY (year, state),
  FOREIGN KEY (insurer_id) REFERENCES insurer (id)
) ENGINE=InnoDB;

-- Who changed which section of the draft last: two people at one section are told.
CREATE TABLE IF NOT EXISTS assessment_section (
  assessment_id BIGINT NOT NULL,
  section VARCHAR(20) NOT NULL,
  version INT NOT NULL,
  saved_at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, section),
  FOREIGN KEY (assessment_id) REFERENCES assessment (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- The draft's figures and texts, by the name of their field: a number in the field's own unit (fen, days, hundredths), or
-- a text. What was not given has no row.
CREATE TABLE IF NOT EXISTS assessment_value (
  assessment_id BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  number BIGINT NULL,
  text MEDIUMTEXT NULL,
  PRIMARY KEY (assessment_id, name),
  FOREIGN KEY (assessment_id) REFERENCES assessment (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS assessment_file (
  assessment_id BIGINT NOT NULL,
  blob_id BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, blob_id),
  FOREIGN KEY (assessment_id) REFERENCES assessment (id),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id)
) ENGINE=InnoDB;

-- What was filed, with what was computed from it and what the regulator said. Never changed after it was decided.
CREATE TABLE IF NOT EXISTS assessment_version (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  assessment_id BIGINT NOT NULL,
  revision INT NOT NULL,
  filed_at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  earned INT NOT NULL,                           -- hundredths of a point, as the next three
  deduction INT NOT NULL,
  score INT NOT NULL,
  self_score INT NOT NULL,
  fabricated TINYINT NOT NULL,
  grade VARCHAR(20) NOT NULL,                    -- excellent, good, pass, fail
  outcome VARCHAR(20) NOT NULL DEFAULT '',       -- acknowledged, returned; '' while it waits
  comments TEXT NULL,
  decided_at DATETIME(3) NULL,
  decider_id BIGINT NULL,
  authority_id BIGINT NULL,
  UNIQUE KEY (assessment_id, revision),
  FOREIGN KEY (assessment_id) REFERENCES assessment (id),
  FOREIGN KEY (account_id) REFERENCES account (id),
  FOREIGN KEY (decider_id) REFERENCES account (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS assessment_version_value (
  version_id BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  number BIGINT NULL,
  text MEDIUMTEXT NULL,
  PRIMARY KEY (version_id, name),
  FOREIGN KEY (version_id) REFERENCES assessment_version (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS assessment_version_file (
  version_id BIGINT NOT NULL,
  blob_id BIGINT NOT NULL,
  PRIMARY KEY (version_id, blob_id),
  FOREIGN KEY (version_id) REFERENCES assessment_version (id),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id)
) ENGINE=InnoDB;

-- The indicators as they were computed by the rules of that day.
CREATE TABLE IF NOT EXISTS assessment_version_indicator (
  version_id BIGINT NOT NULL,
  position TINYINT NOT NULL,                     -- 0 for K01
  state TINYINT NOT NULL,
  numerator BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  value BIGINT NOT NULL,
  target BIGINT NOT NULL,
  weight INT NOT NULL,
  share INT NOT NULL,
  points INT NOT NULL,
  met TINYINT NOT NULL,
  flag TINYINT NOT NULL,
  PRIMARY KEY (version_id, position),
  FOREIGN KEY (version_id) REFERENCES assessment_version (id)
) ENGINE=InnoDB;
