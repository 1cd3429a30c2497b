-- What reports say is kept sealed (core/domain/report_secret.h). Who can open it: the handlers of the competent authority,
-- by a ring of keys that each of them holds by the password alone, and the reporter with the receipt.

-- An account's own pair of keys. The secret one is sealed under a key made of the password and a salt of its own.
CREATE TABLE IF NOT EXISTS account_key (
  account_id BIGINT NOT NULL PRIMARY KEY,
  public_key BINARY(32) NOT NULL,
  salt BINARY(16) NOT NULL,
  sealed VARBINARY(100) NOT NULL,
  made_at DATETIME(3) NOT NULL,
  FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- Sessions from before have no key: everybody signs in once more. The secret key of the account, sealed under what only
-- the cookie holds; NULL: this account opens no cases.
DELETE FROM session;
ALTER TABLE session ADD COLUMN IF NOT EXISTS sealed_key VARBINARY(100) NULL;

-- Printed once, in two parts for two people; only its public half is here. Former ones have current = NULL.
CREATE TABLE IF NOT EXISTS recovery_key (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_key BINARY(32) NOT NULL,
  made_at DATETIME(3) NOT NULL,
  current TINYINT NULL DEFAULT 1 UNIQUE
) ENGINE=InnoDB;

-- A pair of keys that several people hold: "cases:7" the handlers of authority 7, "custody" the city's coordinators.
CREATE TABLE IF NOT EXISTS key_ring (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(40) NOT NULL UNIQUE,
  role INT NOT NULL,                             -- who may hold it: this bit of account.roles
  authority_id BIGINT NULL,                      -- of this authority; NULL: of any
  public_key BINARY(32) NOT NULL,
  made_at DATETIME(3) NOT NULL,
  FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS key_ring_holder (
  ring_id BIGINT NOT NULL,
  holder VARCHAR(10) NOT NULL,                   -- account, recovery; instance: only while not both of these hold it
  holder_id BIGINT NOT NULL,                     -- of the account, of the recovery key; 0 for the instance
  sealed VARBINARY(200) NOT NULL,
  made_at DATETIME(3) NOT NULL,
  PRIMARY KEY (ring_id, holder, holder_id),
  KEY (holder, holder_id),
  FOREIGN KEY (ring_id) REFERENCES key_ring (id)
) ENGINE=InnoDB;

-- The key of each case, wrapped for each who may open it.
CREATE TABLE IF NOT EXISTS report_key (
  report_id BIGINT NOT NULL,
  holder VARCHAR(10) NOT NULL,                   -- ring, receipt; instance: filed before there were keys, until the receipt is used
  holder_id BIGINT NOT NULL,                     -- of the ring; 0 for the others
  sealed VARBINARY(200) NOT NULL,
  PRIMARY KEY (report_id, holder, holder_id),
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

-- What was kept in the clear waits under another name; `anzectl migrate` seals it and drops these tables.
RENAME TABLE IF EXISTS report_content TO report_content_clear;
RENAME TABLE IF EXISTS report_message TO report_message_clear;

CREATE TABLE IF NOT EXISTS report_content (
  report_id BIGINT NOT NULL PRIMARY KEY,
  sealed MEDIUMBLOB NOT NULL,
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS report_message (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  report_id BIGINT NOT NULL,
  from_reporter TINYINT NOT NULL,
  sealed BLOB NOT NULL,
  at DATETIME(3) NOT NULL,
  account_id BIGINT NULL,
  KEY (report_id, id),
  FOREIGN KEY (report_id) REFERENCES report (id)
) ENGINE=InnoDB;
