-- Profiles lie in the order in which classifying reads them, enterprise by enterprise: the whole city is one scan of the
-- table, without a look-up a row.
ALTER TABLE enterprise_profile
	DROP PRIMARY KEY,
	DROP KEY IF EXISTS enterprise_id,
	ADD PRIMARY KEY (enterprise_id, sector, field, `row`, valid_from, id),
	ADD UNIQUE KEY IF NOT EXISTS id (id);
