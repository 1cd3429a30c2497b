-- A generated city for the bench: 200,000 reports, 50,000 measures with their disclosures. All names are invented.
-- Loaded once into a fresh instance that holds the demonstration city.
SET NAMES utf8mb4;
SET @now = UTC_TIMESTAMP(3);
SET @maker = (SELECT MIN(id) FROM account WHERE authority_id IS NOT NULL);

CREATE TEMPORARY TABLE bench_authority (sector CHAR(3) PRIMARY KEY, id BIGINT) ENGINE=Memory
  SELECT s.sector, MIN(a.id) AS id FROM authority_sector s JOIN authority a ON a.id = s.authority_id
  WHERE a.kind IN ('emergency', 'sector') AND a.county IS NULL GROUP BY s.sector;

START TRANSACTION;
INSERT INTO report (receipt_hash, kind, sector, county, authority_id, subject_type, named, state, outcome,
    submitted_at, accept_by, decide_by)
  SELECT UNHEX(SHA2(CONCAT('bench-', q.seq), 256)),
    ELT(1 + q.seq % 5, 'hazard', 'no_service', 'sham_service', 'not_insured', 'other'), a.sector,
    ELT(1 + q.seq % 6, '370902', '370911', '370921', '370923', '370982', '370983'), a.id, 'enterprise', 0,
    IF(q.seq > 196000, ELT(1 + q.seq % 2, 'received', 'verifying'), 'archived'), IF(q.seq > 196000, '', 'true'),
    @now - INTERVAL (200001 - q.seq) * 5 MINUTE, DATE(@now - INTERVAL (200001 - q.seq) * 5 MINUTE) + INTERVAL 5 DAY,
    DATE(@now - INTERVAL (200001 - q.seq) * 5 MINUTE) + INTERVAL 60 DAY
  FROM seq_1_to_200000 q
  JOIN bench_authority a ON a.sector = ELT(1 + q.seq % 6, 'CHE', 'MIN', 'CON', 'TRA', 'AGR', 'ENE');
INSERT IGNORE INTO report_party (authority_id, report_id, since_at, leads) SELECT authority_id, id, submitted_at, 1 FROM report;
INSERT INTO report_content (report_id, sealed) -- as many bytes as a report has; nobody holds a key to them
  SELECT id, UNHEX(REPEAT(SHA2(CONCAT('content-', id), 256), 9)) FROM report
  WHERE id NOT IN (SELECT report_id FROM report_content);
INSERT INTO report_key (report_id, holder, holder_id, sealed)
  SELECT id, 'receipt', 0, UNHEX(REPEAT(SHA2(CONCAT('key-', id), 256), 2)) FROM report
  WHERE id NOT IN (SELECT report_id FROM report_key);
COMMIT;

START TRANSACTION;
INSERT INTO measure (kind, subject_type, subject_name, uscc, sector, county, rule_set, ground, event_on, facts,
    public_text, clause, document, grave_reason, term_months, authority_id, maker_id, proposed_at, state, decider_id,
    decided_at)
  SELECT ELT(1 + q.seq % 3, 'commendation', 'expose', 'blacklist'), 'enterprise',
    CONCAT('示例', ELT(1 + q.seq % 8, '东', '南', '西', '北', '中', '新', '远', '平'), q.seq, '号',
      ELT(1 + q.seq % 6, '化工', '矿业', '建筑', '运输', '农机', '能源'), '有限公司'),
    CONCAT('91370902MB', LPAD(q.seq, 8, '0')), a.sector,
    ELT(1 + q.seq % 6, '370902', '370911', '370921', '370923', '370982', '370983'), '', '',
    DATE(@now - INTERVAL (50001 - q.seq) * 20 MINUTE), '（基准测试生成的数据）',
    '经查，该单位未按规定为从业人员投保安全生产责任保险，责令限期改正后仍未改正。', '', CONCAT('示例安责字〔2026〕', q.seq, '号'), '',
    IF(q.seq % 3 = 2, 12, 0), a.id, @maker, @now - INTERVAL (50001 - q.seq) * 20 MINUTE, 'published', @maker,
    @now - INTERVAL (50001 - q.seq) * 20 MINUTE
  FROM seq_1_to_50000 q
  JOIN bench_authority a ON a.sector = ELT(1 + q.seq % 6, 'CHE', 'MIN', 'CON', 'TRA', 'AGR', 'ENE');
INSERT INTO disclosure (measure_id, kind, state, subject_type, subject_name, name_folded, uscc, sector, authority_zh,
    authority_en, ground_zh, ground_en, basis_zh, basis_en, document, body, decided_on, until_on, published_at)
  SELECT m.id, IF(m.kind = 'expose', 'exposure', m.kind), 'published', m.subject_type, m.subject_name, m.subject_name,
    m.uscc, m.sector, u.name_zh, u.name_en, '未按规定投保安全生产责任保险', 'No work-safety liability insurance as required',
    '《安全生产法》第五十一条', 'Work Safety Law, Article 51', m.document, m.public_text, DATE(m.decided_at),
    IF(m.term_months = 0, NULL, DATE(m.decided_at) + INTERVAL 12 MONTH), m.decided_at
  FROM measure m JOIN authority u ON u.id = m.authority_id WHERE m.facts = '（基准测试生成的数据）' ORDER BY m.id;
COMMIT;
ANALYZE TABLE report, report_content, measure, disclosure;
