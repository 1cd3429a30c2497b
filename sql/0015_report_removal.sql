-- When what a report said was removed; the row stays with its kind, place, sector, outcome and clocks.
ALTER TABLE report ADD COLUMN IF NOT EXISTS removed_on DATE NULL;
