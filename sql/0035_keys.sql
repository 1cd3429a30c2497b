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

-- Why an identity was asked for, and why that was refused: sealed twice, for whoever has the case (answer_key is the public half of
-- a pair that is made of the key of the case) and for the ring of the identity's outer seal. In the clear only from before.
ALTER TABLE report_identity_request
  MODIFY COLUMN reason TEXT NULL,
  ADD COLUMN IF NOT EXISTS answer_key BINARY(32) NULL,
  ADD COLUMN IF NOT EXISTS sealed_reason BLOB NULL,
  ADD COLUMN IF NOT EXISTS custody_reason BLOB NULL,
  ADD COLUMN IF NOT EXISTS sealed_decision BLOB NULL,
  ADD COLUMN IF NOT EXISTS custody_decision BLOB NULL;

-- What a handler typed as the reason of an act on a case, sealed with the key of the case; the act's row of the trail has the same
-- request and says that there was one.
CREATE TABLE IF NOT EXISTS report_reason (
  report_id BIGINT NOT NULL,
  request_id CHAR(16) NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (report_id, request_id),
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;
