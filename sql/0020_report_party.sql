-- Who handles a case: the authority that decides (report.authority_id) and those that it shares the case with.
CREATE TABLE IF NOT EXISTS report_party (
  authority_id BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  since_at DATETIME(3) NOT NULL,
  PRIMARY KEY (authority_id, report_id),
  KEY (report_id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

INSERT IGNORE INTO report_party (authority_id, report_id, since_at) SELECT authority_id, id, submitted_at FROM report;

-- Authorities that a case is about: nobody of them sees it, lists it, counts it or holds its key, whatever else holds.
CREATE TABLE IF NOT EXISTS report_barred (
  authority_id BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  since_at DATETIME(3) NOT NULL,
  PRIMARY KEY (authority_id, report_id),
  KEY (report_id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

-- What those who handle a case write to each other; sealed with the key of the case, never shown to the reporter.
CREATE TABLE IF NOT EXISTS report_note (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  authority_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  sealed BLOB NOT NULL,
  at DATETIME(3) NOT NULL,
  KEY (report_id, id),
  FOREIGN KEY (report_id) REFERENCES report (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- What was said before sending about a likely refusal, and what the reporter wished all the same.
ALTER TABLE report
  ADD COLUMN IF NOT EXISTS door VARCHAR(20) NOT NULL DEFAULT '',            -- a code of conf/rules/report.conf
  ADD COLUMN IF NOT EXISTS wish VARCHAR(20) NOT NULL DEFAULT '';            -- transfer, here
