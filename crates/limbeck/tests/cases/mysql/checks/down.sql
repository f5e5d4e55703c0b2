ALTER TABLE t
    DROP CONSTRAINT small,
    DROP CONSTRAINT come,
    ADD CONSTRAINT gone CHECK (`c` <> 'x'),
    ADD CONSTRAINT small CHECK (`a` < 100);
