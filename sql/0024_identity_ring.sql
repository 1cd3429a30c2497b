-- Of which ring the outer seal of an identity is: rings are replaced when somebody leaves.
ALTER TABLE report_identity ADD COLUMN IF NOT EXISTS ring_id BIGINT NULL;
UPDATE report_identity SET ring_id = (SELECT id FROM key_ring WHERE name = 'custody') WHERE ring_id IS NULL;

-- What is wrapped for a ring.
ALTER TABLE report_key ADD KEY IF NOT EXISTS by_holder (holder, holder_id, report_id);
ALTER TABLE report_identity ADD KEY IF NOT EXISTS by_ring (ring_id, report_id);
