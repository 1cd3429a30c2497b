-- What ClamAV said about a stranger's file, where one is configured (core/domain/file_clean.c): clean, found (and what), unable;
-- '' not asked: none was configured then, or it is still to be asked.
ALTER TABLE blob_file
  ADD COLUMN IF NOT EXISTS scan VARCHAR(10) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS scan_name VARCHAR(120) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS scanned_at DATETIME(3) NULL;
