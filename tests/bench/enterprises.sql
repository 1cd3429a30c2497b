-- 100,000 enterprises for the bench, all invented; their profiles are made of the variants in bench_profile.
SET NAMES utf8mb4;
START TRANSACTION;
INSERT INTO enterprise (name, name_folded, uscc, county, size)
  SELECT CONCAT('示例', ELT(1 + q.seq % 8, '东', '南', '西', '北', '中', '新', '远', '平'), q.seq, '号',
      ELT(1 + q.seq % 6, '化工', '矿业', '建筑', '运输', '农机', '能源'), '有限公司'),
    CONCAT('示例', ELT(1 + q.seq % 8, '东', '南', '西', '北', '中', '新', '远', '平'), q.seq, '号',
      ELT(1 + q.seq % 6, '化工', '矿业', '建筑', '运输', '农机', '能源'), '有限公司'),
    CONCAT('91370999ME', LPAD(q.seq, 8, '0')), ELT(1 + q.seq % 6, '370902', '370911', '370921', '370923', '370982', '370983'),
    ELT(1 + q.seq % 4, 'large', 'medium', 'small', 'micro')
  FROM seq_1_to_100000 q;
INSERT INTO enterprise_sector (enterprise_id, sector, county)
  SELECT id, ELT(1 + CAST(SUBSTR(uscc, 11) AS UNSIGNED) % 6, 'CHE', 'MIN', 'CON', 'TRA', 'AGR', 'ENE'), county
  FROM enterprise WHERE uscc LIKE '91370999ME%';
-- The same grams as domain/name_gram.c cuts.
INSERT INTO enterprise_gram (gram, enterprise_id)
  WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 20),
  points AS (
    SELECT e.id, p.n, CAST(CONV(HEX(CONVERT(SUBSTRING(e.name_folded, p.n, 1) USING utf32)), 16, 10) AS UNSIGNED) AS point
    FROM enterprise e JOIN place p ON p.n <= CHAR_LENGTH(e.name_folded) WHERE e.uscc LIKE '91370999ME%')
  SELECT DISTINCT point, id FROM points
  UNION
  SELECT DISTINCT a.point * 2097152 + b.point, a.id FROM points a JOIN points b ON b.id = a.id AND b.n = a.n + 1;
INSERT INTO enterprise_profile (enterprise_id, sector, field, `row`, value, valid_from, recorded_at)
  SELECT s.enterprise_id, s.sector, b.field, b.`row`, b.value, '2026-01-01', UTC_TIMESTAMP(3)
  FROM enterprise_sector s JOIN enterprise e ON e.id = s.enterprise_id
  JOIN bench_profile b ON b.sector = s.sector AND b.variant = s.enterprise_id % 40
  WHERE e.uscc LIKE '91370999ME%' ORDER BY s.enterprise_id;
COMMIT;
ANALYZE TABLE enterprise, enterprise_sector, enterprise_profile, enterprise_gram;
