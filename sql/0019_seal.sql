-- Clocks that follow a calendar which is issued again; rings of keys that are renewed; redacted copies of what a report says.

-- The day on which verification ended: the term to answer runs from it.
ALTER TABLE report ADD COLUMN IF NOT EXISTS concluded_on DATE NULL;
UPDATE report SET concluded_on = DATE((SELECT MAX(a.at) FROM audit a WHERE a.noun = 'report' AND a.noun_id = report.id AND
  a.action = 'conclude') + INTERVAL 8 HOUR) WHERE concluded_on IS NULL AND feedback_by IS NOT NULL;

-- The working days of a year as the clocks were last computed by them. Another digest: the year was issued again.
CREATE TABLE IF NOT EXISTS workday_calendar (
  year SMALLINT NOT NULL PRIMARY KEY,
  digest BINARY(32) NOT NULL,                    -- of its days, its source and whether that was read
  notice VARCHAR(300) NOT NULL,
  verified TINYINT NOT NULL,
  loaded_at DATETIME(3) NOT NULL
) ENGINE=InnoDB;

-- A ring that somebody left is replaced by a new pair of keys under its name. The old one stays until nothing is wrapped for
-- it any more; its name then says which it was.
ALTER TABLE key_ring
  ADD COLUMN IF NOT EXISTS replaced_by BIGINT NULL,
  ADD COLUMN IF NOT EXISTS replaced_at DATETIME(3) NULL,
  ADD FOREIGN KEY IF NOT EXISTS key_ring_replaced_by (replaced_by) REFERENCES key_ring (id);

-- A copy that may leave the case: of the text with passages struck out (sealed with the key of the case), or of a picture
-- with places painted over (a file of its own, sealed like the others).
CREATE TABLE IF NOT EXISTS report_redaction (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  purpose VARCHAR(20) NOT NULL,                  -- subject, joint, hazard: for whom it was made
  sealed MEDIUMBLOB NULL,                        -- of a text
  blob_id BIGINT NULL,                           -- of a picture: the copy
  of_blob BIGINT NULL,                           -- and of which file it is one
  maker_id BIGINT NOT NULL,
  made_at DATETIME(3) NOT NULL,
  KEY (report_id, id),
  FOREIGN KEY (report_id) REFERENCES report (id),
  FOREIGN KEY (blob_id) REFERENCES blob_file (id),
  FOREIGN KEY (maker_id) REFERENCES account (id)
) ENGINE=InnoDB;
