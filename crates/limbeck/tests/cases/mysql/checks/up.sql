ALTER TABLE t
    DROP CONSTRAINT small,
    DROP CONSTRAINT gone,
    ADD CONSTRAINT come CHECK ((`c` like '%_') or (`a` between 1 and `b`)),
    ADD CONSTRAINT small CHECK (`a` < 1000);
