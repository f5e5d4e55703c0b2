ALTER TABLE t
    DROP INDEX a,
    DROP INDEX c,
    DROP INDEX gone,
    ADD KEY a (a(20)),
    ADD UNIQUE KEY c (c DESC, id),
    ADD SPATIAL KEY places (p),
    ADD KEY said (b(10)) USING BTREE COMMENT 'it''s said',
    ADD FULLTEXT KEY words (b);
