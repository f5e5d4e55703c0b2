DROP VIEW reads_leaves_middle;

DROP VIEW leaves_middle;

DROP VIEW leaves_b;

DROP VIEW forgets_y;

CREATE OR REPLACE VIEW of_others AS select `b`.`id` AS `id` from `b`;

-- @destructive drops the column b.z and its values
ALTER TABLE b
    ADD COLUMN y int,
    MODIFY COLUMN x bigint,
    DROP COLUMN z;

CREATE VIEW leaves_middle AS select `middle`.`id` AS `id`,`middle`.`x` AS `x` from `middle`;

CREATE VIEW leaves_b AS select `b`.`id` AS `id`,`b`.`x` AS `x` from `b`;

CREATE VIEW forgets_y AS select `b`.`id` AS `id` from `b` where (`b`.`y` > 0);

CREATE VIEW reads_leaves_middle AS select `leaves_middle`.`id` AS `id` from `leaves_middle`;
