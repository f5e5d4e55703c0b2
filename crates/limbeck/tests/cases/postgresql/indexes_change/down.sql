DROP INDEX come;

DROP INDEX sorted;

COMMENT ON INDEX same IS NULL;

DROP INDEX partial;

DROP INDEX method;

DROP INDEX filled;

DROP INDEX expression;

DROP INDEX covering;

DROP INDEX class;

CREATE UNIQUE INDEX gone ON t (d);

CREATE INDEX sorted ON t (a, b);

CREATE INDEX partial ON t (a) WHERE b > 0;

CREATE INDEX method ON t USING gin (c);

CREATE INDEX filled ON t (b) WITH (fillfactor=50);

CREATE INDEX expression ON t ((lower(a)));

CREATE INDEX covering ON t (a);

CREATE INDEX class ON t (a);

ALTER INDEX renamed RENAME TO to_rename;
