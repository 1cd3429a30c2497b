-- Why an item of a list is out of use, as whoever took it out said it: the second person reads it.
ALTER TABLE checklist_item ADD COLUMN IF NOT EXISTS retired_reason VARCHAR(500) NOT NULL DEFAULT '' AFTER retired;
