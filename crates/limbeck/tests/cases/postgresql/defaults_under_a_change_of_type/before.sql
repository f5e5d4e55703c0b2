CREATE TABLE t (id integer PRIMARY KEY, up integer DEFAULT (1 + 1), down numeric(10,2) DEFAULT 1.50, words text DEFAULT '1', same integer DEFAULT 7);
