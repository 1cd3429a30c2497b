-- Last year's self-assessment of 示例乙, acknowledged; every figure is invented. What was computed is what
-- az_assessment_compute gives for these figures (a test files them again and compares).
SET @year = YEAR(DATE_ADD(UTC_TIMESTAMP(), INTERVAL 8 HOUR)) - 1;
SET @insurer = (SELECT id FROM insurer WHERE uscc = '91370911MA000T014D');
SET @filer = (SELECT id FROM account WHERE login = 'insurer-b');
SET @decider = (SELECT id FROM account WHERE login = 'nfra');
SET @authority = (SELECT id FROM authority WHERE code = 'city-nfra');
SET @filed = LEAST(TIMESTAMP(CONCAT(@year + 1, '-01-19 02:20:00')), UTC_TIMESTAMP(3) - INTERVAL 2 HOUR);
SET @decided = LEAST(TIMESTAMP(CONCAT(@year + 1, '-02-10 07:05:00')), UTC_TIMESTAMP(3) - INTERVAL 1 HOUR);

INSERT INTO assessment (insurer_id, year, state, version, revision, created_at)
  VALUES (@insurer, @year, 'acknowledged', 12, 1, @filed - INTERVAL 3 HOUR);
SET @assessment = LAST_INSERT_ID();

INSERT INTO assessment_section (assessment_id, section, version, saved_at, account_id)
  SELECT @assessment, s.section, 1, @filed - INTERVAL 1 HOUR, @filer FROM (
    SELECT 'basic' AS section UNION SELECT 'underwriting' UNION SELECT 'plan' UNION SELECT 'service' UNION SELECT 'hazard'
    UNION SELECT 'activity' UNION SELECT 'fee' UNION SELECT 'feedback' UNION SELECT 'claim' UNION SELECT 'data'
    UNION SELECT 'problem' UNION SELECT 'result') s;

INSERT INTO assessment_value (assessment_id, name, number, text) VALUES
  (@assessment, 'activity_text', NULL, '与市应急管理局、住房和城乡建设局协商，开展有限空间作业和高处坠落专项活动。'),
  (@assessment, 'agencies', 3, NULL),
  (@assessment, 'archives', 305, NULL),
  (@assessment, 'archives_complete', 289, NULL),
  (@assessment, 'basic_text', NULL, '设立事故预防服务部，配备专职管理人员 4 人；委托技术服务机构 3 家，年初考评、年末调整。'),
  (@assessment, 'category_1', 210, NULL),
  (@assessment, 'category_2', 84, NULL),
  (@assessment, 'category_3', 305, NULL),
  (@assessment, 'category_4', 46, NULL),
  (@assessment, 'category_5', 71, NULL),
  (@assessment, 'category_6', 18, NULL),
  (@assessment, 'category_7', 8, NULL),
  (@assessment, 'claim_text', NULL, '1 件因伤残鉴定时间较长超过期限，已向被保险人说明。'),
  (@assessment, 'claims_closed', 19, NULL),
  (@assessment, 'claims_on_time', 18, NULL),
  (@assessment, 'claims_paid', 126480000, NULL),
  (@assessment, 'claims_reported', 21, NULL),
  (@assessment, 'complaints', 3, NULL),
  (@assessment, 'complaints_on_time', 3, NULL),
  (@assessment, 'data_text', NULL, '16 份档案缺少年度评价，已补充。'),
  (@assessment, 'experts', 8, NULL),
  (@assessment, 'fabricated', 0, NULL),
  (@assessment, 'fee_budget', 82000000, NULL),
  (@assessment, 'fee_disallowed', 0, NULL),
  (@assessment, 'fee_ledger', 1, NULL),
  (@assessment, 'fee_spent', 79135000, NULL),
  (@assessment, 'fee_text', NULL, '专门台账逐笔登记，年内接受抽查一次。'),
  (@assessment, 'feedback_text', NULL, '企业建议增加应急演练的频次。'),
  (@assessment, 'hazard_text', NULL, '主要为电气线路、有限空间和消防设施隐患；2 项重大隐患均已整改并报告监管部门。'),
  (@assessment, 'hazards_closed', 1019, NULL),
  (@assessment, 'hazards_due', 1064, NULL),
  (@assessment, 'hazards_found', 1128, NULL),
  (@assessment, 'insured_persons', 6240, NULL),
  (@assessment, 'insured_units', 305, NULL),
  (@assessment, 'major_found', 2, NULL),
  (@assessment, 'major_handled', 2, NULL),
  (@assessment, 'managers', 4, NULL),
  (@assessment, 'managers_trained', 4, NULL),
  (@assessment, 'next_year', NULL, '服务覆盖全部投保企业；档案一次合格率达到 100%；隐患整改率达到 98% 以上。'),
  (@assessment, 'participants', 640, NULL),
  (@assessment, 'plan_filed_on', DATEDIFF(CONCAT(@year, '-01-15'), '1970-01-01'), NULL),
  (@assessment, 'plan_text', NULL, '年初方案经市应急管理局审查后备案，年中按季度调整一次。'),
  (@assessment, 'policies', 318, NULL),
  (@assessment, 'premium', 418650000, NULL),
  (@assessment, 'problem_text', NULL, '部分小微企业服务频次不足，年中被督促整改一次，已增加专职人员 2 人并补做服务。'),
  (@assessment, 'qualified_staff', 6, NULL),
  (@assessment, 'quarter_1', 1, NULL),
  (@assessment, 'quarter_2', 2, NULL),
  (@assessment, 'quarter_3', 1, NULL),
  (@assessment, 'quarter_4', 1, NULL),
  (@assessment, 'rating_sum', 3061, NULL),
  (@assessment, 'ratings', 655, NULL),
  (@assessment, 'records_accepted', 2164, NULL),
  (@assessment, 'records_due', 2210, NULL),
  (@assessment, 'sanctions_1', 1, NULL),
  (@assessment, 'sanctions_2', 0, NULL),
  (@assessment, 'sanctions_3', 0, NULL),
  (@assessment, 'sanctions_4', 0, NULL),
  (@assessment, 'sector_agr', 61, NULL),
  (@assessment, 'sector_che', 214, NULL),
  (@assessment, 'sector_con', 188, NULL),
  (@assessment, 'sector_ene', 39, NULL),
  (@assessment, 'sector_min', 96, NULL),
  (@assessment, 'sector_other', 12, NULL),
  (@assessment, 'sector_tra', 132, NULL),
  (@assessment, 'self_score', 9400, NULL),
  (@assessment, 'service_text', NULL, '服务覆盖六个县（市、区）的 293 家企业，以隐患排查和教育培训为主；12 家企业因停产未开展现场服务。'),
  (@assessment, 'tasks_archived', 742, NULL),
  (@assessment, 'tasks_due', 720, NULL),
  (@assessment, 'tasks_due_archived', 681, NULL),
  (@assessment, 'tasks_on_time', 688, NULL),
  (@assessment, 'tasks_revisited', 716, NULL),
  (@assessment, 'underwriting_text', NULL, '矿山和危险化学品企业全部续保，新增建筑施工企业 27 家。'),
  (@assessment, 'units_fulfilled', 281, NULL),
  (@assessment, 'units_served', 293, NULL),
  (@assessment, 'visits', 305, NULL),
  (@assessment, 'visits_idle', 31, NULL);

INSERT INTO assessment_version (assessment_id, revision, filed_at, account_id, earned, deduction, score, self_score,
    fabricated, grade, outcome, comments, decided_at, decider_id, authority_id)
  VALUES (@assessment, 1, @filed, @filer, 9833, 200, 9633, 9400, 0, 'excellent', 'acknowledged',
    '报告完整。请在下一年度补齐 12 家未服务企业的服务。', @decided, @decider, @authority);
SET @version = LAST_INSERT_ID();

INSERT INTO assessment_version_value (version_id, name, number, text)
  SELECT @version, name, number, text FROM assessment_value WHERE assessment_id = @assessment;

INSERT INTO assessment_version_indicator (version_id, position, state, numerator, denominator, value, target, weight,
    share, points, met, flag) VALUES
  (@version, 0, 2, 293, 305, 9607, 10000, 1200, 1200, 1153, 0, 0),
  (@version, 1, 2, 681, 720, 9458, 9500, 1000, 1000, 996, 0, 0),
  (@version, 2, 2, 688, 742, 9272, 9000, 400, 400, 400, 1, 0),
  (@version, 3, 2, 281, 305, 9213, 10000, 800, 800, 737, 0, 0),
  (@version, 4, 2, 4, 4, 10000, 10000, 500, 500, 500, 1, 0),
  (@version, 5, 2, 1019, 1064, 9577, 9800, 1000, 1000, 977, 0, 0),
  (@version, 6, 2, 2, 2, 10000, 10000, 600, 600, 600, 1, 0),
  (@version, 7, 2, 1128, 305, 370, -1, 0, 0, 0, 0, 0),
  (@version, 8, 2, 716, 742, 9650, 9500, 400, 400, 400, 1, 0),
  (@version, 9, 2, 3061, 3275, 9347, 9000, 600, 600, 600, 1, 0),
  (@version, 10, 2, 79135000, 82000000, 9651, 9000, 800, 800, 800, 1, 0),
  (@version, 11, 2, 79135000, 418650000, 1890, 2100, 400, 400, 400, 1, 0),
  (@version, 12, 2, 0, 79135000, 0, 0, 300, 300, 300, 1, 0),
  (@version, 13, 2, 6, 305, 197, 200, 500, 500, 492, 0, 0),
  (@version, 14, 2, 289, 305, 9475, 10000, 400, 400, 379, 0, 0),
  (@version, 15, 2, 3, 3, 10000, 10000, 300, 300, 300, 1, 0),
  (@version, 16, 2, 18, 19, 9474, 9500, 500, 500, 499, 0, 0),
  (@version, 17, 2, 2164, 2210, 9792, 9800, 300, 300, 300, 0, 0);

INSERT INTO audit (at, account_id, noun, noun_id, action, from_state, to_state, reason) VALUES
  (@filed - INTERVAL 3 HOUR, @filer, 'assessment', @assessment, 'begin', '', 'draft', ''),
  (@filed, @filer, 'assessment', @assessment, 'file', 'draft', 'filed', '');
INSERT INTO audit (at, account_id, authority_id, noun, noun_id, action, from_state, to_state, reason) VALUES
  (@decided, @decider, @authority, 'assessment', @assessment, 'acknowledge', 'filed', 'acknowledged',
    '报告完整。请在下一年度补齐 12 家未服务企业的服务。');
