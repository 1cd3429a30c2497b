-- When a person wrote about a hazard last.
ALTER TABLE hazard ADD COLUMN IF NOT EXISTS changed_at DATETIME(3) NOT NULL DEFAULT '1970-01-01 00:00:00.000' AFTER noted_at;
