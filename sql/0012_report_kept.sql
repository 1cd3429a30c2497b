-- When the reporter said that the receipt is kept; until then the form's second sending shows it again.
ALTER TABLE report ADD COLUMN IF NOT EXISTS receipt_kept_at DATETIME(3) NULL;
