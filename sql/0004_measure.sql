-- Measures on the ladder and commendations, the city's adoption of a rule set, and what is published of them.

-- A city adopts a rule set by a document of its own. The row in force has current = 1; history keeps NULL, so that the
-- unique key allows one adoption at a time and any number of past ones.
CREATE TABLE IF NOT EXISTS rule_adoption (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  rule_set VARCHAR(40) NOT NULL,                 -- code in conf/rules
  document VARCHAR(800) NOT NULL,                -- the city's document number
  adopted_on DATE NOT NULL,
  maker_id BIGINT NOT NULL,
  at DATETIME(3) NOT NULL,
  current TINYINT NULL DEFAULT 1,
  withdrawn_by BIGINT NULL,
  withdrawn_at DATETIME(3) NULL,
  withdrawn_reason TEXT NULL,
  UNIQUE KEY (rule_set, current),
  FOREIGN KEY (maker_id) REFERENCES account (id),
  FOREIGN KEY (withdrawn_by) REFERENCES account (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS measure (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,                     -- rectify, warn, interview, expose, blacklist, commendation
  subject_type VARCHAR(20) NOT NULL,             -- insurer, agency, enterprise
  subject_name VARCHAR(400) NOT NULL,            -- as it was called then
  uscc CHAR(18) NOT NULL,
  insurer_id BIGINT NULL,                        -- of the register; NULL: agency or enterprise
  sector CHAR(3) NOT NULL,
  county CHAR(6) NULL,                           -- NULL: the whole city
  zone CHAR(2) NULL,
  rule_set VARCHAR(40) NOT NULL DEFAULT '',      -- '' for a commendation
  ground VARCHAR(40) NOT NULL DEFAULT '',
  event_on DATE NOT NULL,                        -- the day whose rules judge it
  facts TEXT NOT NULL,                           -- internal
  public_text TEXT NOT NULL,                     -- what the public reads; '' where nothing is published
  clause VARCHAR(800) NOT NULL DEFAULT '',
  document VARCHAR(400) NOT NULL DEFAULT '',     -- the decision's or penalty's document
  joint_opinion VARCHAR(400) NOT NULL DEFAULT '',
  previous_id BIGINT NULL,                       -- the rung before, which was not carried out
  grave_reason TEXT NOT NULL,                    -- why a rung may be skipped
  rectify_by DATE NULL,
  term_months INT NOT NULL DEFAULT 0,            -- 0: none
  authority_id BIGINT NOT NULL,
  maker_id BIGINT NOT NULL,
  proposed_at DATETIME(3) NOT NULL,
  state VARCHAR(20) NOT NULL,
  notice_on DATE NULL,                           -- the prior notice was served
  defence_until DATE NULL,                       -- last day for statement and defence
  review VARCHAR(10) NOT NULL DEFAULT '',        -- '', pass, fail
  reviewer_id BIGINT NULL,
  decider_id BIGINT NULL,
  decided_at DATETIME(3) NULL,
  KEY by_state (state, id),
  KEY by_insurer (insurer_id, id),
  FOREIGN KEY (insurer_id) REFERENCES insurer (id),
  FOREIGN KEY (sector) REFERENCES sector (code),
  FOREIGN KEY (county) REFERENCES division (code),
  FOREIGN KEY (previous_id) REFERENCES measure (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (maker_id) REFERENCES account (id),
  FOREIGN KEY (reviewer_id) REFERENCES account (id),
  FOREIGN KEY (decider_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- Statements and defences, append-only: what was said does not change when more is said.
CREATE TABLE IF NOT EXISTS measure_defence (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  measure_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NOT NULL,
  KEY (measure_id, id),
  FOREIGN KEY (measure_id) REFERENCES measure (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- What is public: a snapshot, written in the transaction of the decision. The list reads one index from its end;
-- a larger id was published later.
CREATE TABLE IF NOT EXISTS disclosure (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  measure_id BIGINT NOT NULL UNIQUE,
  kind VARCHAR(20) NOT NULL,                     -- commendation, exposure, blacklist
  state VARCHAR(20) NOT NULL,                    -- published, annulled
  subject_type VARCHAR(20) NOT NULL,
  subject_name VARCHAR(400) NOT NULL,
  name_folded VARCHAR(400) NOT NULL,             -- domain/name_gram.h
  uscc CHAR(18) NOT NULL,
  sector CHAR(3) NOT NULL,
  authority_zh VARCHAR(80) NOT NULL,
  authority_en VARCHAR(120) NOT NULL,
  ground_zh TEXT NOT NULL,
  ground_en TEXT NOT NULL,
  basis_zh TEXT NOT NULL,
  basis_en TEXT NOT NULL,
  document VARCHAR(400) NOT NULL,
  body TEXT NOT NULL,                            -- the measure's public_text
  decided_on DATE NOT NULL,
  until_on DATE NULL,                            -- last day of the term; NULL: no term
  published_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3) NULL,
  KEY by_kind (state, kind, id),
  KEY by_state (state, id),
  KEY by_code (uscc, id),
  FOREIGN KEY (measure_id) REFERENCES measure (id)
) ENGINE=InnoDB;

-- Names cut into pairs and single characters (domain/name_gram.h); joined once a gram when a fragment is looked for.
CREATE TABLE IF NOT EXISTS disclosure_gram (
  gram BIGINT NOT NULL,
  disclosure_id BIGINT NOT NULL,
  PRIMARY KEY (gram, disclosure_id),
  KEY (disclosure_id),
  FOREIGN KEY (disclosure_id) REFERENCES disclosure (id) ON DELETE CASCADE
) ENGINE=InnoDB;
