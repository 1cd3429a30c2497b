-- Cleaned copies of files that strangers sent: pictures drawn anew, documents as pictures of their pages.

-- A copy is a file of its own, sealed with the key of the one that it is of (whose wrapped_key opens both), and goes with it.
-- `unclean` says why there is none: damaged, too_large, no_font, late, failed; '' as long as nobody tried.
ALTER TABLE blob_file
  ADD COLUMN IF NOT EXISTS cleaned_of BIGINT NULL,
  ADD COLUMN IF NOT EXISTS unclean VARCHAR(20) NOT NULL DEFAULT '',
  ADD UNIQUE KEY IF NOT EXISTS cleaned_of (cleaned_of),
  ADD FOREIGN KEY IF NOT EXISTS cleaned_copy (cleaned_of) REFERENCES blob_file (id) ON DELETE CASCADE;

-- What waits for its copy. The file's own key, wrapped by the instance's, stands here for the seconds until the copy is made
-- or given up, and is then removed with its row.
CREATE TABLE IF NOT EXISTS blob_cleaning (
  blob_id BIGINT NOT NULL PRIMARY KEY,
  wrapped_key VARBINARY(100) NOT NULL,
  attempts INT NOT NULL DEFAULT 0,
  taken_until DATETIME(3) NULL,                  -- the database's clock
  FOREIGN KEY (blob_id) REFERENCES blob_file (id) ON DELETE CASCADE
) ENGINE=InnoDB;
