-- Pictures of what was found, not only of how it was rectified: redacted copies of a report that are meant for a hazard. Which
-- copy went into which hazard stays, so that none goes twice.
ALTER TABLE hazard_photo ADD COLUMN IF NOT EXISTS found TINYINT(1) NOT NULL DEFAULT 0 AFTER blob_id;
ALTER TABLE report_redaction ADD COLUMN IF NOT EXISTS hazard_id BIGINT DEFAULT NULL;
