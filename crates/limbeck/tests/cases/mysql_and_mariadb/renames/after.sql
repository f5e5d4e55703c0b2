CREATE TABLE persons (id int PRIMARY KEY, `name` varchar(60) NOT NULL DEFAULT 'x', KEY by_name (`name`)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `order` (a int PRIMARY KEY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
