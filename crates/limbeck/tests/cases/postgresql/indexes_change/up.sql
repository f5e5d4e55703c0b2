ALTER INDEX to_rename RENAME TO renamed;

DROP INDEX class;

DROP INDEX covering;

DROP INDEX expression;

DROP INDEX filled;

DROP INDEX method;

DROP INDEX partial;

DROP INDEX sorted;

DROP INDEX gone;

CREATE INDEX class ON t (a text_pattern_ops);

CREATE INDEX covering ON t (a) INCLUDE (b);

CREATE INDEX expression ON t ((upper(a)), (b + 1));

CREATE INDEX filled ON t (b) WITH (fillfactor=90);

CREATE INDEX method ON t USING gin (c jsonb_path_ops);

CREATE INDEX partial ON t (a) WHERE b > 1;

COMMENT ON INDEX same IS 'As it was';

CREATE INDEX sorted ON t (a DESC NULLS LAST, b NULLS FIRST);

CREATE UNIQUE INDEX come ON t (d COLLATE "POSIX") NULLS NOT DISTINCT;
