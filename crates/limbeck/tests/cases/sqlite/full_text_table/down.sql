-- foreign_keys=off

DROP TRIGGER docs_ai;

CREATE TABLE _limbeck_new_docs (
    id INTEGER PRIMARY KEY,
    body TEXT
);

INSERT OR ABORT INTO _limbeck_new_docs (id, body)
SELECT id, body
FROM docs;

DROP TABLE docs;

ALTER TABLE _limbeck_new_docs RENAME TO docs;

-- @destructive drops the table docs_fts and its rows
DROP TABLE docs_fts;

CREATE VIRTUAL TABLE docs_fts USING fts5(body, content='docs', content_rowid='id');
