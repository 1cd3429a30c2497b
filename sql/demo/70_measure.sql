-- The demonstration city has adopted the notice; measures in several states, and what is published of them. All
-- organisations are invented. Days count back from the day on which this is loaded.
SET @city = (SELECT id FROM account WHERE login = 'city'), @city2 = (SELECT id FROM account WHERE login = 'city2'),
    @construction = (SELECT id FROM account WHERE login = 'construction'),
    @nfra = (SELECT id FROM account WHERE login = 'nfra'), @nfra2 = (SELECT id FROM account WHERE login = 'nfra2'),
    @emergency = (SELECT id FROM authority WHERE code = 'city-emergency'),
    @housing = (SELECT id FROM authority WHERE code = 'city-construction'),
    @regulator = (SELECT id FROM authority WHERE code = 'city-nfra'),
    @a = (SELECT id FROM insurer WHERE uscc = '91370902MA000T0227'),
    @b = (SELECT id FROM insurer WHERE uscc = '91370911MA000T014D'),
    @c = (SELECT id FROM insurer WHERE uscc = '91370921MA000T014W'),
    @year = YEAR(UTC_TIMESTAMP() + INTERVAL 8 HOUR), @now = UTC_TIMESTAMP(3), @today = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR);

INSERT INTO rule_adoption (rule_set, document, adopted_on, maker_id, at)
  VALUES ('notice-5.3', '泰安示例〔2024〕1号', '2024-01-01', @city, @now - INTERVAL 400 DAY);

INSERT INTO measure (kind, subject_type, subject_name, uscc, insurer_id, sector, rule_set, ground, event_on, facts,
    public_text, clause, document, joint_opinion, previous_id, grave_reason, rectify_by, term_months, authority_id,
    maker_id, proposed_at, state, notice_on, defence_until, review, reviewer_id, decider_id, decided_at) VALUES
  ('rectify', 'insurer', '示例乙财产保险股份有限公司泰安中心支公司', '91370911MA000T014D', @b, 'CON', 'notice-5.3',
   'charging_without_service', @today - INTERVAL 190 DAY,
   '抽查 12 份保险合同，其中 9 份约定每年两次现场服务，实际一次也没有开展。', '', '', CONCAT('示例建安责改〔', @year, '〕1号'), CONCAT('示例监管意见〔', @year, '〕1号'),
   NULL, '', @today - INTERVAL 120 DAY, 0, @housing, @construction, @now - INTERVAL 170 DAY, 'unrectified', NULL, NULL, '',
   NULL, @nfra, @now - INTERVAL 165 DAY),
  ('commendation', 'insurer', '示例甲财产保险股份有限公司泰安中心支公司', '91370902MA000T0227', @a, 'CHE', '', '',
   @today - INTERVAL 90 DAY, '半年内为 46 家危险化学品企业开展现场服务，发现的隐患全部整改闭环。',
   '半年内为 46 家危险化学品企业开展现场事故预防服务，发现的 318 处隐患全部完成整改和复核，投保企业满意度居全市第一。',
   '《进一步加强安全生产责任保险事故预防工作的通知》第五部分第（三）项', CONCAT('示例应急表〔', @year, '〕2号'), '', NULL, '', NULL, 0, @emergency, @city,
   @now - INTERVAL 40 DAY, 'decided', NULL, NULL, '', NULL, @city2, @now - INTERVAL 38 DAY),
  ('expose', 'insurer', '示例乙财产保险股份有限公司泰安中心支公司', '91370911MA000T014D', @b, 'CON', 'notice-5.3',
   'charging_without_service', @today - INTERVAL 100 DAY,
   '责令整改期限届满后复查，9 份合同约定的现场服务仍未开展，约谈后承诺的补做计划也没有执行。',
   '收取保费后没有按合同开展现场事故预防服务，经督促整改、约谈仍未改正，涉及 9 家建筑施工企业。', '', CONCAT('示例建安曝〔', @year, '〕3号'),
   CONCAT('示例监管意见〔', @year, '〕3号'), NULL, '两次整改期限均已届满，投保企业联名反映。', NULL, 12, @housing, @construction,
   @now - INTERVAL 45 DAY, 'decided', @today - INTERVAL 40 DAY, @today - INTERVAL 33 DAY, 'pass', @nfra, @nfra,
   @now - INTERVAL 30 DAY),
  ('blacklist', 'agency', '示例丙安全评价有限公司', '91370923MA000T030F', NULL, 'CHE', 'order-11', 'false_report',
   @today - INTERVAL 160 DAY, '为 3 家企业出具的安全评价报告引用了并不存在的现场检测数据。',
   '出具失实的安全评价报告，已受到行政处罚，涉及 3 家危险化学品企业。', '', CONCAT('示例应急罚〔', @year, '〕4号'), '', NULL, '', NULL, 36,
   @emergency, @city, @now - INTERVAL 60 DAY, 'decided', @today - INTERVAL 55 DAY, @today - INTERVAL 48 DAY, 'pass',
   @city2, @city2, @now - INTERVAL 25 DAY),
  ('blacklist', 'insurer', '示例丁财产保险股份有限公司泰安中心支公司', '91370982MA000T0223', NULL, 'CHE', 'notice-5.3',
   'unlawful_agency', @today - INTERVAL 150 DAY, '连续两年委托没有资质的机构代做现场服务，服务记录系批量编造。',
   '连续两年委托不合法的机构开展事故预防服务，服务记录虚假，曝光后仍未停止。', '', CONCAT('示例应急列〔', @year, '〕5号'), CONCAT('示例监管意见〔', @year, '〕5号'),
   NULL, '记录批量编造，涉及全部投保企业。', NULL, 36, @emergency, @city, @now - INTERVAL 50 DAY, 'decided',
   @today - INTERVAL 45 DAY, @today - INTERVAL 38 DAY, 'pass', @city2, @nfra2, @now - INTERVAL 15 DAY),
  ('commendation', 'insurer', '示例丙财产保险股份有限公司泰安中心支公司', '91370921MA000T014W', @c, 'MIN', '', '',
   @today - INTERVAL 30 DAY, '牵头开展全市矿山隐患排查季度活动。',
   '牵头组织全市非煤矿山隐患排查季度活动，投入的技术人员和设备超出合同约定，服务记录完整可查。',
   '《进一步加强安全生产责任保险事故预防工作的通知》第五部分第（三）项', CONCAT('示例监管表〔', @year, '〕6号'), '', NULL, '', NULL, 0, @regulator, @nfra,
   @now - INTERVAL 12 DAY, 'decided', NULL, NULL, '', NULL, @nfra2, @now - INTERVAL 10 DAY),
  ('expose', 'insurer', '示例丙财产保险股份有限公司泰安中心支公司', '91370921MA000T014W', @c, 'TRA', 'notice-5.3',
   'substandard_service', @today - INTERVAL 400 DAY, '现场服务没有留存检查记录。', '现场服务没有留存检查记录，期限届满。', '',
   CONCAT('示例监管曝〔', @year - 1, '〕7号'), '', NULL, '上一年度已经提醒。', NULL, 3, @regulator, @nfra, @now - INTERVAL 380 DAY, 'decided',
   @today - INTERVAL 375 DAY, @today - INTERVAL 368 DAY, 'pass', @nfra2, @nfra2, @now - INTERVAL 360 DAY),
  ('expose', 'insurer', '示例甲财产保险股份有限公司泰安中心支公司', '91370902MA000T0227', @a, 'CHE', 'notice-5.3', 'no_service',
   @today - INTERVAL 200 DAY, '认定的事实经复核不成立。', '认定的事实经复核不成立，决定已撤销。', '', CONCAT('示例应急曝〔', @year, '〕8号'),
   CONCAT('示例监管意见〔', @year, '〕8号'), NULL, '投诉集中。', NULL, 12, @emergency, @city, @now - INTERVAL 180 DAY, 'annulled',
   @today - INTERVAL 175 DAY, @today - INTERVAL 168 DAY, 'pass', @city2, @city2, @now - INTERVAL 150 DAY),
  ('expose', 'insurer', '示例甲财产保险股份有限公司泰安中心支公司', '91370902MA000T0227', @a, 'CHE', 'notice-5.3',
   'substandard_service', @today - INTERVAL 20 DAY, '现场服务未按约定由注册安全工程师带队，4 家企业的检查表雷同。',
   '为 4 家危险化学品企业提供的现场服务没有达到规范标准，检查表雷同。', '', '', '', NULL, '检查表雷同，涉嫌走形式。', NULL, 6,
   @emergency, @city, @now - INTERVAL 2 DAY, 'noticed', @today - INTERVAL 1 DAY, @today + INTERVAL 6 DAY, '', NULL, NULL,
   NULL);

INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, to_state, reason)
  SELECT proposed_at, maker_id, authority_id, 'measure', id, 'propose', '', 'proposed', '' FROM measure;
INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, to_state, reason)
  SELECT notice_on, maker_id, authority_id, 'measure', id, 'serve_notice', 'proposed', 'noticed', '' FROM measure
  WHERE notice_on IS NOT NULL;
INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, to_state, reason)
  SELECT m.decided_at, m.decider_id, a.authority_id, 'measure', m.id, 'decide',
    IF(m.notice_on IS NULL, 'proposed', 'noticed'), 'decided', ''
  FROM measure m JOIN account a ON a.id = m.decider_id;
INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, to_state, reason)
  SELECT @now - INTERVAL 110 DAY, maker_id, authority_id, 'measure', id, 'unrectified', 'decided', 'unrectified',
    '整改期限届满后复查，约定的现场服务仍未开展。' FROM measure WHERE state = 'unrectified';
INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, to_state, reason)
  SELECT @now - INTERVAL 140 DAY, @city2, authority_id, 'measure', id, 'annul', 'decided', 'annulled',
    '经复核，认定的事实不成立。' FROM measure WHERE state = 'annulled';

-- In the order of publication, as the portal would have written them.
INSERT INTO disclosure (measure_id, kind, state, subject_type, subject_name, name_folded, uscc, sector, authority_zh,
    authority_en, ground_zh, ground_en, basis_zh, basis_en, document, body, decided_on, until_on, published_at, ended_at)
  SELECT m.id, CASE m.kind WHEN 'expose' THEN 'exposure' ELSE m.kind END,
    IF(m.state = 'annulled', 'annulled', 'published'), m.subject_type, m.subject_name, m.subject_name, m.uscc, m.sector,
    u.name_zh, u.name_en,
    CASE m.ground WHEN 'charging_without_service' THEN '只收费不服务或少服务'
      WHEN 'false_report' THEN '出租出借资质、挂靠，或者出具虚假、失实报告'
      WHEN 'unlawful_agency' THEN '委托不合法的安全生产技术服务机构开展事故预防服务'
      WHEN 'substandard_service' THEN '事故预防服务没有达到规范标准'
      WHEN 'no_service' THEN '未按要求开展事故预防服务' ELSE LEFT(m.public_text, 80) END,
    CASE m.ground WHEN 'charging_without_service' THEN 'Charging without service, or with less service than agreed'
      WHEN 'false_report' THEN 'Lending a qualification, or issuing a false or inaccurate report'
      WHEN 'unlawful_agency' THEN 'Commissioning an unlawful technical service agency'
      WHEN 'substandard_service' THEN 'Accident prevention service below the standard'
      WHEN 'no_service' THEN 'No accident prevention service as required' ELSE LEFT(m.public_text, 80) END,
    CASE m.rule_set WHEN 'order-11' THEN '《安全生产严重失信主体名单管理办法》 应急管理部令第11号 违法类情形（二）'
      WHEN '' THEN m.clause
      ELSE '《进一步加强安全生产责任保险事故预防工作的通知》 泰安示例〔2024〕1号 五（三）' END,
    CASE m.rule_set WHEN 'order-11' THEN 'Measures for the list of entities in serious breach of trust in work safety, 应急管理部令第11号, 违法类情形（二）'
      WHEN '' THEN m.clause
      ELSE 'Notice on strengthening accident prevention under work-safety liability insurance, 泰安示例〔2024〕1号, 五（三）' END,
    m.document, m.public_text, DATE(m.decided_at + INTERVAL 8 HOUR),
    IF(m.term_months = 0, NULL, DATE(m.decided_at + INTERVAL 8 HOUR) + INTERVAL m.term_months MONTH), m.decided_at,
    IF(m.state = 'annulled', @now - INTERVAL 140 DAY, NULL)
  FROM measure m JOIN authority u ON u.id = m.authority_id
  WHERE m.kind IN ('expose', 'blacklist', 'commendation') AND m.decided_at IS NOT NULL ORDER BY m.decided_at;

-- The same grams as domain/name_gram.c cuts: each character alone, and each pair (first * 2^21 + second).
INSERT INTO disclosure_gram (gram, disclosure_id)
  WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 100),
  points AS (
    SELECT d.id, p.n, CAST(CONV(HEX(CONVERT(SUBSTRING(d.name_folded, p.n, 1) USING utf32)), 16, 10) AS UNSIGNED) AS point
    FROM disclosure d JOIN place p ON p.n <= CHAR_LENGTH(d.name_folded) WHERE d.state = 'published')
  SELECT DISTINCT point, id FROM points
  UNION
  SELECT DISTINCT a.point * 2097152 + b.point, a.id FROM points a JOIN points b ON b.id = a.id AND b.n = a.n + 1;
