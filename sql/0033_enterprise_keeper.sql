-- What all authorities of an enterprise share (its name, code, place, size, whether it works) is kept by one of them: the one
-- that entered it. What the operator imported goes to the emergency bureau of its county, else to the first that supervises it;
-- NULL, or one that does not supervise it any more: the same, looked up when it is asked for (domain/enterprise_keeper.c).
ALTER TABLE enterprise ADD COLUMN IF NOT EXISTS keeper_id BIGINT NULL AFTER active;
ALTER TABLE enterprise ADD FOREIGN KEY IF NOT EXISTS enterprise_keeper (keeper_id) REFERENCES authority (id);

UPDATE enterprise e SET keeper_id = COALESCE(
  (SELECT t.authority_id FROM audit t JOIN authority a ON a.id = t.authority_id
    WHERE t.noun = 'enterprise' AND t.noun_id = e.id AND t.action = 'create' ORDER BY t.id LIMIT 1),
  (SELECT a.id FROM authority a WHERE a.kind IN ('emergency', 'sector') AND (a.county IS NULL OR a.county = e.county)
    AND (a.zone IS NULL OR a.zone = e.zone) AND EXISTS (SELECT 1 FROM authority_sector x JOIN enterprise_sector s
      ON s.sector = x.sector WHERE x.authority_id = a.id AND s.enterprise_id = e.id)
    ORDER BY (a.kind = 'emergency' AND a.county <=> e.county) DESC, a.id LIMIT 1))
  WHERE e.keeper_id IS NULL;
