CREATE TABLE `select` (`from` bigint, `a b` int NOT NULL DEFAULT 1, `tick``s` int, `größe` int, KEY `group` (`a b`), KEY `k``1` (`tick``s`, `größe`)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `übung-1` (`1st` int PRIMARY KEY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE VIEW `my view` AS SELECT `from`, `a b` FROM `select`;
