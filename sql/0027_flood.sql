-- What was already given for a report while proofs of work are asked for (core/domain/flood.h): a keyed hash, and until when
-- such a thing could be given again. Nothing here leads to a report or to a person.
CREATE TABLE IF NOT EXISTS flood_spent (
  hash BINARY(32) NOT NULL PRIMARY KEY,
  until_at DATETIME(3) NOT NULL,
  KEY (until_at)
) ENGINE=InnoDB;
