-- The names of the generated disclosures, cut as core/domain/name_gram.h cuts them: single characters and pairs.
SET NAMES utf8mb4;
START TRANSACTION;
INSERT IGNORE INTO disclosure_gram (gram, disclosure_id)
  SELECT (ORD(CONVERT(SUBSTRING(d.name_folded, q.seq, 1) USING utf32)) << 21) | ORD(CONVERT(SUBSTRING(d.name_folded, q.seq + 1, 1) USING utf32)), d.id
  FROM disclosure d JOIN seq_1_to_40 q ON q.seq < CHAR_LENGTH(d.name_folded);
INSERT IGNORE INTO disclosure_gram (gram, disclosure_id)
  SELECT ORD(CONVERT(SUBSTRING(d.name_folded, q.seq, 1) USING utf32)), d.id
  FROM disclosure d JOIN seq_1_to_40 q ON q.seq <= CHAR_LENGTH(d.name_folded);
COMMIT;
ANALYZE TABLE disclosure_gram;
