-- 100,000 enterprises for the bench, all invented; their profiles are made of the variants in bench_profile.
SET NAMES utf8mb4;
-- All of it is made here, so nothing has to be looked up for each row.
SET foreign_key_checks = 0, unique_checks = 0;
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
INSERT INTO enterprise_profile (enterprise_id, sector, field, `row`, value, valid_from, recorded_at)
  SELECT STRAIGHT_JOIN s.enterprise_id, s.sector, b.field, b.`row`, b.value, '2026-01-01', UTC_TIMESTAMP(3)
  FROM enterprise_sector s FORCE INDEX (PRIMARY)
  JOIN bench_profile b ON b.sector = s.sector AND b.variant = s.enterprise_id % 40
  WHERE s.enterprise_id >= (SELECT MIN(id) FROM enterprise WHERE uscc LIKE '91370999ME%');
COMMIT;
ANALYZE TABLE enterprise, enterprise_sector, enterprise_profile;
