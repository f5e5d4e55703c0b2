CREATE TABLE people (id int PRIMARY KEY, full_name varchar(50) NOT NULL DEFAULT 'x', KEY by_name (full_name)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `old order` (a int PRIMARY KEY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
