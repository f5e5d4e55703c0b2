-- foreign_keys=off

-- @destructive drops the table docs_fts and its rows
DROP TABLE docs_fts;

CREATE VIRTUAL TABLE docs_fts USING fts5(body, content='docs', content_rowid='id', tokenize='porter');

CREATE TABLE _limbeck_new_docs (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL
);

INSERT OR ABORT INTO _limbeck_new_docs (id, body)
SELECT id, body
FROM docs;

DROP TABLE docs;

ALTER TABLE _limbeck_new_docs RENAME TO docs;

CREATE TRIGGER docs_ai AFTER INSERT ON docs BEGIN INSERT INTO docs_fts (rowid, body) VALUES (new.id, new.body); END;
