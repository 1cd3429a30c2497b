-- A file of a report: what it is called and its SHA-256 are sealed with the file's own key, and that is wrapped by the key of
-- the case; `name` and `sha256` are then empty. NULL: any other file.
ALTER TABLE blob_file ADD COLUMN IF NOT EXISTS about VARBINARY(700) NULL;
