-- The demonstration city: Tai'an's real divisions; authorities by their public task; companies and people are invented.
INSERT INTO division (code, name_zh, name_en, city_level) VALUES
  ('370900', '泰安市', 'Tai''an City', 1),
  ('370902', '泰山区', 'Taishan District', 0),
  ('370911', '岱岳区', 'Daiyue District', 0),
  ('370921', '宁阳县', 'Ningyang County', 0),
  ('370923', '东平县', 'Dongping County', 0),
  ('370982', '新泰市', 'Xintai City', 0),
  ('370983', '肥城市', 'Feicheng City', 0);

INSERT INTO functional_zone (code, name_zh, name_en) VALUES
  ('GX', '泰安高新技术产业开发区', 'Tai''an High-tech Zone'),
  ('TJ', '泰山风景名胜区', 'Mount Tai Scenic Area'),
  ('LY', '泰安旅游经济开发区', 'Tai''an Tourism Economic Zone'),
  ('CW', '徂汶景区', 'Cuwen Scenic Area');

INSERT INTO authority (code, kind, name_zh, name_en, county, zone) VALUES
  ('city-emergency', 'emergency', '泰安市应急管理局', 'Tai''an Emergency Management Bureau', NULL, NULL),
  ('taishan-emergency', 'emergency', '泰山区应急管理局', 'Taishan District Emergency Management Bureau', '370902', NULL),
  ('xintai-emergency', 'emergency', '新泰市应急管理局', 'Xintai City Emergency Management Bureau', '370982', NULL),
  ('city-mining', 'emergency', '泰安市应急管理局矿山安全监管机构', 'Tai''an Emergency Management Bureau, mine safety', NULL, NULL),
  ('city-construction', 'sector', '泰安市住房和城乡建设局', 'Tai''an Housing and Urban-Rural Development Bureau', NULL, NULL),
  ('city-transport', 'sector', '泰安市交通运输局', 'Tai''an Transport Bureau', NULL, NULL),
  ('city-agriculture', 'sector', '泰安市农业农村局', 'Tai''an Agriculture and Rural Affairs Bureau', NULL, NULL),
  ('city-energy', 'sector', '泰安市能源局', 'Tai''an Energy Bureau', NULL, NULL),
  ('city-nfra', 'insurance', '国家金融监督管理总局泰安监管分局', 'National Financial Regulatory Administration, Tai''an Branch', NULL, NULL);

INSERT INTO authority_sector (authority_id, sector)
  SELECT a.id, s.code FROM authority a JOIN sector s ON
    (a.code = 'city-emergency' AND s.code IN ('CHE', 'MIN')) OR
    (a.code IN ('taishan-emergency', 'xintai-emergency') AND s.code IN ('CHE', 'MIN')) OR
    (a.code = 'city-mining' AND s.code = 'MIN') OR
    (a.code = 'city-construction' AND s.code = 'CON') OR
    (a.code = 'city-transport' AND s.code = 'TRA') OR
    (a.code = 'city-agriculture' AND s.code = 'AGR') OR
    (a.code = 'city-energy' AND s.code = 'ENE') OR
    (a.code = 'city-nfra');

INSERT INTO insurer (name, uscc, complaint_phone) VALUES
  ('示例甲财产保险股份有限公司泰安中心支公司', '91370902MA000T0227', '0538-0000001'),
  ('示例乙财产保险股份有限公司泰安中心支公司', '91370911MA000T014D', '0538-0000002'),
  ('示例丙财产保险股份有限公司泰安中心支公司', '91370921MA000T014W', '0538-0000003');

INSERT INTO agency (name, uscc) VALUES
  ('示例安全技术服务有限公司', '91370983MA000T030C');
