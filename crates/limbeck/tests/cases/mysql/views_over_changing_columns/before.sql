CREATE TABLE a (id integer PRIMARY KEY, x bigint, y integer);
CREATE TABLE b (id integer PRIMARY KEY, x bigint, y integer);
CREATE VIEW leaves_b AS SELECT id, x FROM b;
CREATE VIEW middle AS SELECT id, x FROM b;
CREATE VIEW leaves_middle AS SELECT id, x FROM middle;
CREATE VIEW reads_leaves_middle AS SELECT id FROM leaves_middle;
CREATE VIEW forgets_y AS SELECT id FROM b WHERE y > 0;
CREATE VIEW of_others AS SELECT id FROM b;
