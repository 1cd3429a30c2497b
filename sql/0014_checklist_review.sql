-- A draft is proposed by one person and published, or returned, by another. While it waits nobody changes it, and it is
-- still the one draft of its sector. effective_from and note hold what is proposed.
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS proposer_id BIGINT NULL;
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS proposed_at DATETIME(3) NULL;
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS returner_id BIGINT NULL;       -- of the last proposal that was returned
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS returned_at DATETIME(3) NULL;
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS returned_reason VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE checklist_version ADD FOREIGN KEY IF NOT EXISTS checklist_version_proposer (proposer_id) REFERENCES account (id);
ALTER TABLE checklist_version ADD FOREIGN KEY IF NOT EXISTS checklist_version_returner (returner_id) REFERENCES account (id);
ALTER TABLE checklist_version MODIFY COLUMN open_draft VARCHAR(3)
  AS (CASE WHEN state IN ('draft', 'review') THEN RTRIM(sector) END) PERSISTENT;
