DROP VIEW alpha;

CREATE OR REPLACE VIEW two AS select `one`.`a` AS `a` from `one` where (`one`.`b` > 1);

CREATE OR REPLACE VIEW one AS select `t`.`a` AS `a`,`t`.`b` AS `b` from `t`;

-- @destructive drops the column t.c and its values
ALTER TABLE t DROP COLUMN c;

CREATE VIEW gone AS select 1 AS `x`;
