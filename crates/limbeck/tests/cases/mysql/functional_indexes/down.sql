ALTER TABLE t
    DROP INDEX many,
    DROP INDEX hidden,
    DROP INDEX low,
    ADD KEY low ((lower(`a`)));
