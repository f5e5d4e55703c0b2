DROP VIEW reads_leaves_middle;

DROP VIEW forgets_y;

DROP VIEW leaves_b;

DROP VIEW leaves_middle;

-- @destructive drops the column b.y and its values
ALTER TABLE b
    ADD COLUMN z int,
    MODIFY COLUMN x varchar(40),
    DROP COLUMN y;

CREATE OR REPLACE VIEW of_others AS select `b`.`id` AS `id` from `b` where `b`.`id` > 1;

CREATE VIEW forgets_y AS select `b`.`id` AS `id` from `b`;

CREATE VIEW leaves_b AS select `a`.`id` AS `id`,`a`.`x` AS `x` from `a`;

CREATE VIEW leaves_middle AS select `a`.`id` AS `id`,`a`.`x` AS `x` from `a`;

CREATE VIEW reads_leaves_middle AS select `leaves_middle`.`id` AS `id` from `leaves_middle`;
