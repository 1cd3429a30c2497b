-- The cases that an authority closed within a year are found without reading all that it ever had.
ALTER TABLE report ADD KEY IF NOT EXISTS closed (authority_id, closed_on);
