-- A county may add to its city's checklist: it keeps a list of its own items, which lives as the city's does and stands
-- after it. county '' is the city's list. A visit keeps both versions that it began with.
ALTER TABLE checklist_version ADD COLUMN IF NOT EXISTS county VARCHAR(6) NOT NULL DEFAULT '' AFTER sector;
ALTER TABLE checklist_version MODIFY COLUMN open_draft VARCHAR(9)
  AS (CASE WHEN state IN ('draft', 'review') THEN CONCAT(RTRIM(sector), county) END) PERSISTENT;
ALTER TABLE checklist_version ADD UNIQUE KEY IF NOT EXISTS checklist_version_number (sector, county, number);
ALTER TABLE checklist_version DROP KEY IF EXISTS sector;
ALTER TABLE visit ADD COLUMN IF NOT EXISTS county_version_id BIGINT NULL AFTER version_id; -- of what the county adds; for ever
ALTER TABLE visit ADD KEY IF NOT EXISTS visit_county_version (county_version_id, kind, state);
ALTER TABLE visit ADD FOREIGN KEY IF NOT EXISTS visit_county_version_fk (county_version_id) REFERENCES checklist_version (id);
