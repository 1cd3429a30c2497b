-- Jobs: what takes longer than a page. And what a job of the register keeps: each enterprise's class.

-- One row a job. `open` is 1 while it waits or runs and NULL afterwards, so that the unique key lets the same job be asked
-- for once at a time. `claims` counts who ever took it and is what a runner proves itself by; lease_until is the database's
-- clock, so that the hosts' clocks do not matter.
CREATE TABLE IF NOT EXISTS job (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  sector CHAR(3) NOT NULL DEFAULT '',            -- '': all
  county CHAR(6) NOT NULL DEFAULT '',            -- '': the whole city
  zone CHAR(2) NOT NULL DEFAULT '',              -- '': no functional zone in particular
  cause VARCHAR(20) NOT NULL,                    -- person, operator, plugin, day
  asked_by BIGINT NULL,                          -- NULL: not a person
  asked_at DATETIME(3) NOT NULL,
  state VARCHAR(20) NOT NULL,                    -- waiting, running, done, failed, stopped
  open TINYINT NULL DEFAULT 1,
  started_at DATETIME(3) NULL,
  ended_at DATETIME(3) NULL,
  position BIGINT NOT NULL DEFAULT 0,            -- where the next step begins, as the kind counts
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  found BIGINT NOT NULL DEFAULT 0,               -- the kind's result, as its sentence tells it
  failure VARCHAR(40) NOT NULL DEFAULT '',       -- a key of the catalogue's "job.failure"
  owner VARCHAR(80) NOT NULL DEFAULT '',         -- who runs it, for operators
  lease_until DATETIME(3) NULL,
  claims INT NOT NULL DEFAULT 0,
  idle_claims INT NOT NULL DEFAULT 0,            -- of them since the last progress
  UNIQUE KEY once (kind, sector, county, zone, open),
  KEY (open, id),
  FOREIGN KEY (asked_by) REFERENCES account (id)
) ENGINE=InnoDB;

-- What the sector's plugin made of an enterprise's profile, the newest. The colour is the list's and the filter's.
CREATE TABLE IF NOT EXISTS enterprise_class (
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  colour TINYINT NOT NULL DEFAULT 0,             -- enum anze_colour; 0: none
  fingerprint BINARY(32) NOT NULL,               -- of all results, so that what is as before is not written again
  plugin_version VARCHAR(40) NOT NULL,
  computed_on DATE NOT NULL,                     -- the rules of this day judged
  PRIMARY KEY (enterprise_id, sector),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
  FOREIGN KEY (sector) REFERENCES sector (code)
) ENGINE=InnoDB;

-- Its results: a row is written when its value is another than before, so day and version say since when it is so.
CREATE TABLE IF NOT EXISTS enterprise_result (
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  code VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  colour TINYINT NOT NULL DEFAULT 0,
  value VARCHAR(80) NOT NULL,
  value_zh VARCHAR(200) NOT NULL,
  value_en VARCHAR(200) NOT NULL,
  label_zh VARCHAR(200) NOT NULL,
  label_en VARCHAR(200) NOT NULL,
  rule VARCHAR(200) NOT NULL,
  plugin_version VARCHAR(40) NOT NULL,
  computed_on DATE NOT NULL,
  PRIMARY KEY (enterprise_id, sector, code),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id)
) ENGINE=InnoDB;

-- Append-only: what became of a result. '' as a value says that there was none.
CREATE TABLE IF NOT EXISTS enterprise_change (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  code VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  label_zh VARCHAR(200) NOT NULL,
  label_en VARCHAR(200) NOT NULL,
  from_zh VARCHAR(200) NOT NULL,
  from_en VARCHAR(200) NOT NULL,
  from_colour TINYINT NOT NULL DEFAULT 0,
  to_zh VARCHAR(200) NOT NULL,
  to_en VARCHAR(200) NOT NULL,
  to_colour TINYINT NOT NULL DEFAULT 0,
  rule VARCHAR(200) NOT NULL,                    -- that gave the new value, or had given the one that is gone
  plugin_version VARCHAR(40) NOT NULL,
  changed_on DATE NOT NULL,
  at DATETIME(3) NOT NULL,
  job_id BIGINT NULL,                            -- NULL: a change of the profile
  KEY (enterprise_id, sector, id),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
  FOREIGN KEY (job_id) REFERENCES job (id)
) ENGINE=InnoDB;

-- A sector's enterprises in the order of their keys.
ALTER TABLE enterprise_sector ADD KEY IF NOT EXISTS by_sector (sector, enterprise_id);
