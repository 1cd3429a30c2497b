-- Checklists: each row of checklist_version is a whole list, frozen at its publication. Nothing here is ever
-- deleted: codes of items that a draft added are not given out again even when the draft was discarded.

CREATE TABLE IF NOT EXISTS checklist_version (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sector CHAR(3) NOT NULL,
  state VARCHAR(20) NOT NULL,                    -- draft, published, discarded
  number INT NULL,                               -- 1, 2, ... of the sector, given at publication
  effective_from DATE NULL,                      -- of a published version; never falls as the number rises
  plugin_version VARCHAR(40) NOT NULL,           -- of the baseline that it was made with
  based_on BIGINT NULL,                          -- the version that it was started from; NULL: the baseline
  revision INT NOT NULL DEFAULT 0,               -- of a draft: raised by each change, so that no change is lost
  note VARCHAR(2000) NOT NULL DEFAULT '',        -- what the regulator tells readers about it
  maker_id BIGINT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  editor_id BIGINT NOT NULL,                     -- who changed it last
  changed_at DATETIME(3) NOT NULL,
  authority_id BIGINT NULL,                      -- who published it
  published_at DATETIME(3) NULL,
  -- One draft a sector. RTRIM, because what a bare CHAR column gives depends on the session's mode.
  open_draft VARCHAR(3) AS (CASE WHEN state = 'draft' THEN RTRIM(sector) END) PERSISTENT,
  UNIQUE KEY (open_draft),
  UNIQUE KEY (sector, number),
  KEY (sector, state, number),
  FOREIGN KEY (sector) REFERENCES sector (code),
  FOREIGN KEY (based_on) REFERENCES checklist_version (id),
  FOREIGN KEY (maker_id) REFERENCES account (id),
  FOREIGN KEY (editor_id) REFERENCES account (id),
  FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS checklist_item (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  version_id BIGINT NOT NULL,
  code VARCHAR(20) NOT NULL,                     -- "CHE-03" of the baseline, "CHE-L01" of the city
  position INT NOT NULL,
  own TINYINT NOT NULL DEFAULT 0,                -- 1: added by the city
  own_number INT NOT NULL DEFAULT 0,             -- the 1 of L01
  retired TINYINT NOT NULL DEFAULT 0,
  changed INT NOT NULL DEFAULT 0,                -- bits of enum az_checklist_field: where the city departs from the baseline
  category CHAR(2) NOT NULL,
  question_zh TEXT NOT NULL,
  question_en TEXT NOT NULL,
  guidance_zh TEXT NOT NULL,
  guidance_en TEXT NOT NULL,
  major VARCHAR(20) NOT NULL,                    -- no, yes, conditional
  condition_zh TEXT NOT NULL,
  condition_en TEXT NOT NULL,
  frequency VARCHAR(20) NOT NULL,
  frequency_note_zh VARCHAR(400) NOT NULL DEFAULT '',
  frequency_note_en VARCHAR(400) NOT NULL DEFAULT '',
  weight INT NOT NULL,                           -- 1 to 9
  mandatory TINYINT NOT NULL DEFAULT 0,          -- cannot be retired or weakened
  photo TINYINT NOT NULL DEFAULT 0,
  answer VARCHAR(20) NOT NULL,                   -- yes_no, number, choice
  unit VARCHAR(40) NOT NULL DEFAULT '',
  minimum BIGINT NOT NULL DEFAULT 0,             -- of a number that complies, in 10^-scale
  maximum BIGINT NOT NULL DEFAULT 0,
  scale INT NOT NULL DEFAULT 0,
  UNIQUE KEY (version_id, code),
  KEY (version_id, position),
  FOREIGN KEY (version_id) REFERENCES checklist_version (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS checklist_basis (
  item_id BIGINT NOT NULL,
  position INT NOT NULL,
  document VARCHAR(1000) NOT NULL,
  clause VARCHAR(400) NOT NULL DEFAULT '',
  in_force_from DATE NULL,                       -- NULL: not known
  in_force_to DATE NULL,                         -- NULL: still in force
  verified TINYINT NOT NULL DEFAULT 0,           -- 1: read in a public copy of the rule
  PRIMARY KEY (item_id, position),
  FOREIGN KEY (item_id) REFERENCES checklist_item (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS checklist_choice (
  item_id BIGINT NOT NULL,
  position INT NOT NULL,
  code VARCHAR(40) NOT NULL,
  label_zh VARCHAR(400) NOT NULL,
  label_en VARCHAR(400) NOT NULL,
  complies TINYINT NOT NULL DEFAULT 0,
  PRIMARY KEY (item_id, position),
  FOREIGN KEY (item_id) REFERENCES checklist_item (id)
) ENGINE=InnoDB;
