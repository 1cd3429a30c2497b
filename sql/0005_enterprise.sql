-- The register of enterprises: who they are, the sectors that they belong to, what each sector asks of them, day by day.

CREATE TABLE IF NOT EXISTS enterprise (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  name_folded VARCHAR(160) NOT NULL,             -- as fragments of names are compared
  uscc CHAR(18) NOT NULL UNIQUE,
  county CHAR(6) NOT NULL,
  zone CHAR(2) NULL,                             -- NULL: in no functional zone
  size VARCHAR(10) NOT NULL,                     -- large, medium, small, micro
  active TINYINT NOT NULL DEFAULT 1,             -- 0: closed, or production stopped for good
  version INT NOT NULL DEFAULT 1,                -- counts changes of this row and of its sectors
  FOREIGN KEY (county) REFERENCES division (code),
  FOREIGN KEY (zone) REFERENCES functional_zone (code)
) ENGINE=InnoDB;

-- What an authority's scope is asked about: one row a sector. County and zone are the enterprise's own, repeated so that
-- the question is answered from this table alone.
CREATE TABLE IF NOT EXISTS enterprise_sector (
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  county CHAR(6) NOT NULL,
  zone CHAR(2) NULL,
  PRIMARY KEY (enterprise_id, sector),
  KEY (sector, county, enterprise_id),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
  FOREIGN KEY (sector) REFERENCES sector (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS enterprise_gram (     -- fragments of names, two characters each
  gram BIGINT NOT NULL,
  enterprise_id BIGINT NOT NULL,
  PRIMARY KEY (gram, enterprise_id),
  KEY (enterprise_id),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id)
) ENGINE=InnoDB;

-- Append-only. The value of a day is the row with the greatest (valid_from, id) among those that begin by that day; NULL
-- says that it was taken away. A cell of a table is "field.column" with the number of its row, which is never used again.
CREATE TABLE IF NOT EXISTS enterprise_profile (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  enterprise_id BIGINT NOT NULL,
  sector CHAR(3) NOT NULL,
  field VARCHAR(81) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `row` INT NOT NULL DEFAULT 0,                    -- 0: not a cell
  value TEXT NULL,                               -- as the form normalised it
  valid_from DATE NOT NULL,
  recorded_at DATETIME(3) NOT NULL,
  account_id BIGINT NULL,                        -- NULL: loaded by the operator
  KEY (enterprise_id, sector, field, `row`, valid_from, id),
  FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
  FOREIGN KEY (sector) REFERENCES sector (code),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;
