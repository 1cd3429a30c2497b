-- A published checklist of 60 items for the bench, of the sector energy. All of it is invented.
SET NAMES utf8mb4;
SET @maker = (SELECT MIN(id) FROM account WHERE authority_id IS NOT NULL);
INSERT INTO checklist_version (sector, state, number, effective_from, plugin_version, revision, note, maker_id, created_at,
    editor_id, changed_at, authority_id, published_at)
  SELECT 'ENE', 'published', 1 + COALESCE(MAX(number), 0), '2026-01-01', '1.0.0', 1, '（基准测试生成的数据）', @maker,
    UTC_TIMESTAMP(3), @maker, UTC_TIMESTAMP(3), (SELECT authority_id FROM account WHERE id = @maker), UTC_TIMESTAMP(3)
  FROM checklist_version WHERE sector = 'ENE';
SET @version = LAST_INSERT_ID();
INSERT INTO checklist_item (version_id, code, position, own, own_number, category, question_zh, question_en, guidance_zh,
    guidance_en, major, condition_zh, condition_en, frequency, weight, mandatory, photo, answer, unit, minimum, maximum)
  SELECT @version, CONCAT('ENE-L', LPAD(seq, 2, '0')), seq, 1, seq, ELT(1 + seq % 4, 'HZ', 'S2', 'S3', 'S5'),
    CONCAT('第', seq, '项：作业现场的安全距离、警示标志和防护设施是否符合规定，并有书面检查记录？'),
    CONCAT('Item ', seq, ': do distances, warning signs and guards at the place of work follow the rules, on record?'),
    '查看现场和近三个月的检查记录，必要时测量。', 'Look at the place and at the records of three months; measure where needed.',
    ELT(1 + seq % 3, 'no', 'yes', 'conditional'), IF(seq % 3 = 2, '涉及带电作业的', ''), IF(seq % 3 = 2, 'with live work', ''),
    ELT(1 + seq % 4, 'monthly', 'quarterly', 'half_yearly', 'yearly'), 1 + seq % 9, seq % 2, seq % 5 = 0,
    IF(seq % 6 = 0, 'number', 'yes_no'), IF(seq % 6 = 0, 'm', ''), 0, IF(seq % 6 = 0, 100, 0)
  FROM seq_1_to_60;
INSERT INTO checklist_basis (item_id, position, document, clause, in_force_from, verified)
  SELECT id, 1, '示例安规〔2025〕12号', CONCAT('第', position, '条'), '2025-03-01', 1 FROM checklist_item WHERE version_id = @version;
