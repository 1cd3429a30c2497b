-- How many items a version has, and how many of them name major hazards, is asked of each version that a page lists.
ALTER TABLE checklist_item ADD KEY IF NOT EXISTS version_count (version_id, retired, major);
