ALTER TABLE u
    DROP INDEX f,
    DROP CONSTRAINT ck2,
    DROP COLUMN b,
    ADD COLUMN b int,
    ADD KEY f ((`b` + 1)),
    ADD CONSTRAINT ck2 CHECK ((`b` > 0) or (`a` is null));

ALTER TABLE t
    DROP INDEX kc,
    DROP CONSTRAINT ck,
    DROP COLUMN b,
    ADD COLUMN b int GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
    DROP COLUMN c,
    ADD COLUMN c int GENERATED ALWAYS AS (`b` * 2) VIRTUAL,
    ADD KEY kc (c),
    ADD CONSTRAINT ck CHECK (`b` > 0);
