DROP TRIGGER tr;

DROP VIEW on_v;

DROP VIEW v;

DROP VIEW of_old;

ALTER TABLE t RENAME COLUMN b TO a;

ALTER TABLE new RENAME TO old;

CREATE VIEW v AS select `t`.`id` AS `id`,`t`.`a` AS `a` from `t`;

CREATE VIEW of_old AS select `old`.`id` AS `id` from `old`;

CREATE VIEW on_v AS select `v`.`id` AS `id` from `v` where `v`.`a` > 0;

CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = NEW.a + 1;
