-- Enterprises of the demonstration city, all invented, some of them with a profile.
INSERT INTO enterprise (name, name_folded, uscc, county, zone, size) VALUES
  ('示例甲化工有限公司', '示例甲化工有限公司', '91370902MA9E00014C', '370902', NULL, 'medium'),
  ('示例乙铁矿有限公司', '示例乙铁矿有限公司', '91370982MA9E000223', '370982', NULL, 'large'),
  ('示例丙建设工程有限公司', '示例丙建设工程有限公司', '91370911MA9E000303', '370911', NULL, 'medium'),
  ('示例丁客运有限公司', '示例丁客运有限公司', '91370902MA9E00049Y', '370902', NULL, 'small'),
  ('示例戊农机专业合作社', '示例戊农机专业合作社', '91370923MA9E000577', '370923', NULL, 'micro'),
  ('示例己新能源发电有限公司', '示例己新能源发电有限公司', '91370983MA9E00065Y', '370983', NULL, 'large'),
  ('示例庚精细化工有限公司', '示例庚精细化工有限公司', '91370982MA9E00073B', '370982', NULL, 'small'),
  ('示例辛尾矿综合利用有限公司', '示例辛尾矿综合利用有限公司', '91370982MA9E000816', '370982', NULL, 'small'),
  ('示例壬危险货物储运有限公司', '示例壬危险货物储运有限公司', '91370902MA9E0009X2', '370902', 'GX', 'medium'),
  ('示例癸加油站', '示例癸加油站', '91370902MA9E00101P', '370902', NULL, 'micro'),
  ('示例子煤业有限公司', '示例子煤业有限公司', '91370982MA9E00110H', '370982', NULL, 'large'),
  ('示例丑市政工程有限公司', '示例丑市政工程有限公司', '91370902MA9E00129J', '370902', 'TJ', 'small');

INSERT INTO enterprise_sector (enterprise_id, sector, county, zone)
  SELECT e.id, s.code, e.county, e.zone FROM enterprise e JOIN sector s ON
    (s.code = 'CHE' AND e.uscc IN ('91370902MA9E00014C', '91370982MA9E00073B', '91370902MA9E0009X2', '91370902MA9E00101P')) OR
    (s.code = 'MIN' AND e.uscc IN ('91370982MA9E000223', '91370982MA9E000816', '91370982MA9E00110H')) OR
    (s.code = 'CON' AND e.uscc IN ('91370911MA9E000303', '91370902MA9E00129J')) OR
    (s.code = 'TRA' AND e.uscc IN ('91370902MA9E00049Y', '91370902MA9E0009X2')) OR
    (s.code = 'AGR' AND e.uscc IN ('91370923MA9E000577')) OR
    (s.code = 'ENE' AND e.uscc IN ('91370983MA9E00065Y', '91370982MA9E00110H'));

-- The same grams as domain/name_gram.c cuts: each character alone, and each pair (first * 2^21 + second).
INSERT INTO enterprise_gram (gram, enterprise_id)
  WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 80),
  points AS (
    SELECT e.id, p.n, CAST(CONV(HEX(CONVERT(SUBSTRING(e.name_folded, p.n, 1) USING utf32)), 16, 10) AS UNSIGNED) AS point
    FROM enterprise e JOIN place p ON p.n <= CHAR_LENGTH(e.name_folded))
  SELECT DISTINCT point, id FROM points
  UNION
  SELECT DISTINCT a.point * 2097152 + b.point, a.id FROM points a JOIN points b ON b.id = a.id AND b.n = a.n + 1;

-- Each answer holds from a day; a later one replaces it and the earlier stays.
INSERT INTO enterprise_profile (enterprise_id, sector, field, `row`, value, valid_from, recorded_at)
  SELECT e.id, p.sector, p.field, p.`row`, p.value, p.valid_from, '2026-03-02 02:00:00.000' FROM enterprise e JOIN (
    SELECT '91370902MA9E00014C' AS uscc, 'CHE' AS sector, 'key_process' AS field, 0 AS `row`, 'yes' AS value, DATE '2026-01-01' AS valid_from UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'key_chemical', 0, 'yes', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'tank_farm', 0, 'yes', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'special_tanks', 0, 'yes', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'people_outside', 0, '60', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'people_outside', 0, '85', DATE '2026-03-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'registered', 0, 'yes', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'assessed', 0, '2024-05-20', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'substances.unit', 1, '液氨罐区', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'substances.substance', 1, 'ammonia', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'substances.quantity', 1, '40', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'substances.unit', 2, '甲醇罐区', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'substances.substance', 2, 'methanol', DATE '2026-01-01' UNION ALL
    SELECT '91370902MA9E00014C', 'CHE', 'substances.quantity', 2, '800', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000223', 'MIN', 'kind', 0, 'underground', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000223', 'MIN', 'tailings', 0, 'no', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000223', 'MIN', 'exits', 0, '2', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000223', 'MIN', 'exit_distance', 0, '35', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'kind', 0, 'none', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'tailings', 0, 'yes', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'pond_volume', 0, '650', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'dam_height', 0, '42', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'dam_method', 0, 'upstream', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'freeboard', 0, '1.2', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'beach', 0, '95', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E000816', 'MIN', 'people_below', 0, '120', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E00110H', 'MIN', 'kind', 0, 'coal', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E00110H', 'MIN', 'tailings', 0, 'no', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E00110H', 'MIN', 'capacity', 0, '120', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E00110H', 'MIN', 'gas_relative', 0, '4.5', DATE '2026-01-01' UNION ALL
    SELECT '91370982MA9E00110H', 'MIN', 'gas_absolute', 0, '18', DATE '2026-01-01'
  ) p ON p.uscc = e.uscc ORDER BY e.id, p.valid_from, p.field, p.`row`;

-- Who entered each: the bureaus that have somebody at the desk.
UPDATE enterprise e JOIN authority a ON a.code = CASE
    WHEN EXISTS (SELECT 1 FROM enterprise_sector s WHERE s.enterprise_id = e.id AND s.sector = 'CHE') THEN
      IF(e.county = '370902', 'taishan-emergency', 'city-emergency')
    WHEN EXISTS (SELECT 1 FROM enterprise_sector s WHERE s.enterprise_id = e.id AND s.sector = 'MIN') THEN 'city-mining'
    WHEN EXISTS (SELECT 1 FROM enterprise_sector s WHERE s.enterprise_id = e.id AND s.sector = 'CON') THEN 'city-construction'
    WHEN EXISTS (SELECT 1 FROM enterprise_sector s WHERE s.enterprise_id = e.id AND s.sector = 'TRA') THEN 'city-transport'
    WHEN EXISTS (SELECT 1 FROM enterprise_sector s WHERE s.enterprise_id = e.id AND s.sector = 'AGR') THEN 'city-agriculture'
    ELSE 'city-energy' END
  SET e.keeper_id = a.id;
