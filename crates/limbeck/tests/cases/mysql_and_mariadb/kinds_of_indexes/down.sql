ALTER TABLE t
    DROP INDEX words,
    DROP INDEX said,
    DROP INDEX places,
    DROP INDEX c,
    DROP INDEX a,
    ADD KEY gone (a, c),
    ADD KEY c (c),
    ADD KEY a (a);
