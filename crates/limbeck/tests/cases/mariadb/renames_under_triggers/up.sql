DROP TRIGGER tr;

DROP VIEW on_v;

DROP VIEW of_old;

DROP VIEW v;

ALTER TABLE old RENAME TO new;

ALTER TABLE t RENAME COLUMN a TO b;

CREATE VIEW of_old AS select `new`.`id` AS `id` from `new`;

CREATE VIEW v AS select `t`.`id` AS `id`,`t`.`b` AS `a` from `t`;

CREATE VIEW on_v AS select `v`.`id` AS `id` from `v` where `v`.`a` > 0;

CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.b = NEW.b + 1;
