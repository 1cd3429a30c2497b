-- The core: who is who, what is reported, checked, assessed, decided, published.
-- Times are UTC, days are days in Asia/Shanghai, money is fen, percentages are basis points.
-- States and kinds are short codes; their meaning stands in the flow tables of core/domain.

CREATE TABLE IF NOT EXISTS division (            -- GB/T 2260
  code CHAR(6) NOT NULL PRIMARY KEY,
  name_zh VARCHAR(40) NOT NULL,
  name_en VARCHAR(60) NOT NULL,
  city_level TINYINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS functional_zone (     -- a dimension of its own, not a division
  code CHAR(2) NOT NULL PRIMARY KEY,
  name_zh VARCHAR(40) NOT NULL,
  name_en VARCHAR(60) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS sector (              -- follows conf/sectors.conf at each `anzectl migrate`
  code CHAR(3) NOT NULL PRIMARY KEY
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS authority (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(40) NOT NULL UNIQUE,
  kind VARCHAR(20) NOT NULL,                     -- emergency, sector, insurance, finance
  name_zh VARCHAR(80) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  county CHAR(6) NULL,                           -- NULL: the whole city
  zone CHAR(2) NULL,                             -- NULL: no functional zone
  FOREIGN KEY (county) REFERENCES division (code),
  FOREIGN KEY (zone) REFERENCES functional_zone (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS authority_sector (    -- the sectors that an authority supervises
  authority_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  PRIMARY KEY (authority_id, sector),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (sector) REFERENCES sector (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS insurer (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL UNIQUE,
  uscc CHAR(18) NOT NULL UNIQUE,
  complaint_phone VARCHAR(20) NOT NULL DEFAULT '',
  active TINYINT NOT NULL DEFAULT 1
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS agency (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL UNIQUE,
  uscc CHAR(18) NOT NULL UNIQUE,
  active TINYINT NOT NULL DEFAULT 1
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS account (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login VARCHAR(40) NOT NULL UNIQUE,
  name VARCHAR(40) NOT NULL,
  password_hash VARCHAR(128) NOT NULL,
  roles INT NOT NULL,                            -- bits of enum az_role
  authority_id BIGINT NULL,
  insurer_id BIGINT NULL,
  agency_id BIGINT NULL,
  active TINYINT NOT NULL DEFAULT 1,
  failures INT NOT NULL DEFAULT 0,               -- wrong passwords since the last right one
  locked_until DATETIME(3) NULL,
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (insurer_id) REFERENCES insurer (id),
  FOREIGN KEY (agency_id) REFERENCES agency (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS session (
  token_hash BINARY(32) NOT NULL PRIMARY KEY,    -- the token itself is only in the cookie
  account_id BIGINT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  seen_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  KEY (expires_at),
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS setting (             -- what an instance remembers of itself: the demonstration's clock
  name VARCHAR(40) NOT NULL PRIMARY KEY,
  value VARCHAR(200) NOT NULL
) ENGINE=InnoDB;

-- Append-only: who did what to what. One row in the transaction of what it records.
CREATE TABLE IF NOT EXISTS audit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NULL,                        -- NULL: the public, or the instance itself
  authority_id BIGINT NULL,
  noun VARCHAR(20) NOT NULL,                     -- report, checklist, assessment, measure, ...
  noun_id BIGINT NOT NULL,
  action VARCHAR(40) NOT NULL,
  from_state VARCHAR(20) NOT NULL DEFAULT '',
  to_state VARCHAR(20) NOT NULL DEFAULT '',
  reason TEXT NULL,
  request_id CHAR(16) NOT NULL DEFAULT '',
  KEY (noun, noun_id, id),
  KEY (account_id, id)
) ENGINE=InnoDB;

-- A submission that was carried out: its token cannot be used twice.
CREATE TABLE IF NOT EXISTS submission (
  token_hash BINARY(32) NOT NULL PRIMARY KEY,
  noun VARCHAR(20) NOT NULL,
  noun_id BIGINT NOT NULL,
  at DATETIME(3) NOT NULL,
  KEY (at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS blob_file (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  staged_at DATETIME(3) NOT NULL,
  claimed TINYINT NOT NULL DEFAULT 0,
  owner VARCHAR(64) NOT NULL,
  name VARCHAR(400) NOT NULL,
  size BIGINT NOT NULL DEFAULT 0,
  type VARCHAR(100) NOT NULL DEFAULT '',
  sha256 CHAR(64) NULL,                          -- NULL: not complete
  wrapped_key VARBINARY(100) NOT NULL,
  KEY (claimed, staged_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS blob_chunk (
  blob_id BIGINT NOT NULL,
  chunk INT NOT NULL,
  last TINYINT NOT NULL,
  sealed MEDIUMBLOB NOT NULL,
  PRIMARY KEY (blob_id, chunk),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id) ON DELETE CASCADE
) ENGINE=InnoDB;

-- A report: what routes it. What it says, who sent it and its files stand in tables of their own.
CREATE TABLE IF NOT EXISTS report (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  receipt_hash BINARY(32) NOT NULL UNIQUE,
  kind VARCHAR(20) NOT NULL,
  sector CHAR(3) NOT NULL,
  county CHAR(6) NOT NULL,
  zone CHAR(2) NULL,
  authority_id BIGINT NOT NULL,
  subject_type VARCHAR(20) NOT NULL,             -- insurer, agency, enterprise, authority
  subject_id BIGINT NULL,                        -- when it was picked from a register
  named TINYINT NOT NULL DEFAULT 0,
  state VARCHAR(20) NOT NULL,
  outcome VARCHAR(20) NOT NULL DEFAULT '',
  submitted_at DATETIME(3) NOT NULL,
  accept_by DATE NULL,
  decide_by DATE NULL,
  handler_id BIGINT NULL,
  version INT NOT NULL DEFAULT 0,
  KEY queue (authority_id, state, id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (sector) REFERENCES sector (code),
  FOREIGN KEY (county) REFERENCES division (code),
  FOREIGN KEY (handler_id) REFERENCES account (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS report_content (
  report_id BIGINT NOT NULL PRIMARY KEY,
  subject_name VARCHAR(400) NOT NULL,
  happened_on VARCHAR(200) NOT NULL DEFAULT '',
  place VARCHAR(800) NOT NULL DEFAULT '',
  story TEXT NOT NULL,
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS report_identity (
  report_id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  contact VARCHAR(200) NOT NULL,
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS report_file (
  report_id BIGINT NOT NULL,
  blob_id BIGINT NOT NULL,
  PRIMARY KEY (report_id, blob_id),
  UNIQUE KEY (blob_id),
  FOREIGN KEY (report_id) REFERENCES report (id),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS report_message (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  from_reporter TINYINT NOT NULL,
  body TEXT NOT NULL,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NULL,
  KEY (report_id, id),
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;
