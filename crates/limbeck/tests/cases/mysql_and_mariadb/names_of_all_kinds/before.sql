CREATE TABLE `select` (`from` int, `a b` int, `tick``s` int, KEY `group` (`from`)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
