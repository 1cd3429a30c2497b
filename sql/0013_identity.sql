-- Who sent a report lies apart from what it says, sealed with the key of its case and that once more for the ring "custody"
-- (core/domain/report_identity.h): nobody opens it alone. What was kept in the clear is sealed by `anzectl migrate`.
RENAME TABLE IF EXISTS report_identity TO report_identity_clear;

CREATE TABLE IF NOT EXISTS report_identity (
  report_id BIGINT NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL,
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

-- Who asked for an identity and why, who answered and why: one row a person and request, never changed once it is answered,
-- but that the key handed over goes when its time is up.
CREATE TABLE IF NOT EXISTS report_identity_request (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  authority_id BIGINT NOT NULL,
  asker_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  asked_at DATETIME(3) NOT NULL,
  state VARCHAR(20) NOT NULL DEFAULT 'asked',    -- asked, opened, refused
  decider_id BIGINT NULL,
  decided_at DATETIME(3) NULL,
  decision TEXT NULL,                            -- why it was refused
  until_at DATETIME(3) NULL,                     -- until when the asker sees it
  handed BLOB NULL,                              -- without the outer seal, for the asker's own key
  KEY (report_id, id),
  KEY (state, id),
  FOREIGN KEY (report_id) REFERENCES report (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id),
  FOREIGN KEY (asker_id) REFERENCES account (id),
  FOREIGN KEY (decider_id) REFERENCES account (id)
) ENGINE=InnoDB;
