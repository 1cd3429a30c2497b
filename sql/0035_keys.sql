-- Who waits for a ring of keys and was refused it by a colleague who holds it (core/domain/key_giving.h): it stays until one of
-- them gives it after all. By the ring's name, which stays when the ring is renewed.
CREATE TABLE IF NOT EXISTS key_ring_refusal (
  ring VARCHAR(40) NOT NULL,
  account_id BIGINT NOT NULL,
  refuser_id BIGINT NOT NULL,
  at DATETIME(3) NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (ring, account_id),
  FOREIGN KEY (account_id) REFERENCES account (id),
  FOREIGN KEY (refuser_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- What the recovery key of today holds, a former one does not hold any more.
DELETE f FROM key_ring_holder f JOIN key_ring_holder n ON n.ring_id = f.ring_id AND n.holder = 'recovery'
  JOIN recovery_key v ON v.id = n.holder_id AND v.current = 1 WHERE f.holder = 'recovery' AND f.holder_id <> v.id;
