DROP VIEW `my view`;

-- @destructive drops the column select.größe and its values
ALTER TABLE `select`
    DROP INDEX `k``1`,
    DROP INDEX `group`,
    MODIFY COLUMN `a b` int,
    MODIFY COLUMN `from` int,
    DROP COLUMN `größe`,
    ADD KEY `group` (`from`);

-- @destructive drops the table übung-1 and its rows
DROP TABLE `übung-1`;
