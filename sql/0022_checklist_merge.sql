-- The baseline that a list stands on is kept: a row of checklist_version in state 'baseline' with its items, which never
-- change. One that the plugin brought has based_on NULL; one that was made up afterwards, because its list is older than
-- this, has that list's id there, and `changed` of its items says which values are not known.
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS baseline_id BIGINT NULL;       -- NULL: made before baselines were kept
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS merged_from BIGINT NULL;       -- the list that was merged with a new baseline into this one
ALTER TABLE checklist_version ADD FOREIGN KEY IF NOT EXISTS checklist_version_baseline (baseline_id) REFERENCES checklist_version (id);
ALTER TABLE checklist_version ADD FOREIGN KEY IF NOT EXISTS checklist_version_merged (merged_from) REFERENCES checklist_version (id);

-- What both the city and the plugin changed, and what a person decided. The three items belong to lists that never change.
CREATE TABLE IF NOT EXISTS checklist_clash (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  version_id BIGINT NOT NULL,                    -- the draft
  code VARCHAR(20) NOT NULL,                     -- the item's
  field VARCHAR(20) NOT NULL,                    -- use, question, guidance, frequency, weight, limits, photo, relevant, order
  before_id BIGINT NULL,                         -- as the earlier baseline had it; NULL: not known
  city_id BIGINT NOT NULL,                       -- as the city had it
  plugin_id BIGINT NULL,                         -- as the new baseline has it; NULL: gone
  before_after VARCHAR(20) NOT NULL DEFAULT '',  -- order: behind which item; '': the first
  city_after VARCHAR(20) NOT NULL DEFAULT '',
  plugin_after VARCHAR(20) NOT NULL DEFAULT '',
  choice VARCHAR(20) NOT NULL DEFAULT '',        -- '': open; city, plugin, draft
  decider_id BIGINT NULL,                        -- NULL with a choice: the merge itself, as the city had changed nothing
  decided_at DATETIME(3) NULL,
  UNIQUE KEY (version_id, code, field),
  FOREIGN KEY (version_id) REFERENCES checklist_version (id),
  FOREIGN KEY (before_id) REFERENCES checklist_item (id),
  FOREIGN KEY (city_id) REFERENCES checklist_item (id),
  FOREIGN KEY (plugin_id) REFERENCES checklist_item (id),
  FOREIGN KEY (decider_id) REFERENCES account (id)
) ENGINE=InnoDB;
