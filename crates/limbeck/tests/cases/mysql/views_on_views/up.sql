DROP VIEW gone;

ALTER TABLE t ADD COLUMN c int;

CREATE OR REPLACE VIEW one AS select `t`.`a` AS `a`,`t`.`b` AS `b`,`t`.`c` AS `c` from `t` where (`t`.`a` < 100);

CREATE OR REPLACE VIEW two AS select `one`.`a` AS `a`,`one`.`c` AS `c` from `one` where (`one`.`b` > 1) WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY INVOKER VIEW alpha AS select `two`.`c` AS `c` from `two`;
