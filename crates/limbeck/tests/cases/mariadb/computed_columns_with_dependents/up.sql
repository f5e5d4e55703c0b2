ALTER TABLE t
    DROP INDEX kc,
    DROP CONSTRAINT ck,
    DROP COLUMN b,
    ADD COLUMN b int GENERATED ALWAYS AS (`a` + 1) STORED,
    DROP COLUMN c,
    ADD COLUMN c int GENERATED ALWAYS AS (`b` * 2) VIRTUAL,
    ADD KEY kc (c),
    ADD CONSTRAINT ck CHECK (`b` > 0);

-- @destructive replaces the values of u.b by generated ones; computes the column u.b anew; its values are lost
ALTER TABLE u
    DROP CONSTRAINT ck2,
    DROP COLUMN b,
    ADD COLUMN b int GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
    ADD CONSTRAINT ck2 CHECK (`b` > 0 or `a` is null);
