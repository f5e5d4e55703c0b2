CREATE TABLE t (kind enum('small','large') NOT NULL, n int, marks set('a','b'), size enum('small','large') NOT NULL, PRIMARY KEY (size, kind), UNIQUE KEY kinds (n, kind), KEY marked (marks));
