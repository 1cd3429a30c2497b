-- When an item is asked: a condition over the enterprise's facts and the answers before it, in the language of
-- core/plugin/condition.h; '': always.

ALTER TABLE checklist_item ADD COLUMN IF NOT EXISTS relevant VARCHAR(2000) NOT NULL DEFAULT '';
