CREATE TABLE `übung-1` (
    `1st` int NOT NULL,
    PRIMARY KEY (`1st`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE `select`
    DROP INDEX `group`,
    ADD COLUMN `größe` int,
    MODIFY COLUMN `from` bigint,
    MODIFY COLUMN `a b` int NOT NULL DEFAULT 1,
    ADD KEY `group` (`a b`),
    ADD KEY `k``1` (`tick``s`, `größe`);

CREATE VIEW `my view` AS select `select`.`from` AS `from`,`select`.`a b` AS `a b` from `select`;
