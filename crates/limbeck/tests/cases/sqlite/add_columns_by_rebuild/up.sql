-- foreign_keys=off

CREATE TABLE _limbeck_new_empty (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    UNIQUE (name)
);

INSERT OR ABORT INTO _limbeck_new_empty (id)
SELECT id
FROM empty;

DROP TABLE empty;

ALTER TABLE _limbeck_new_empty RENAME TO empty;

CREATE TABLE _limbeck_new_notes (
    text TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT (datetime('now', '-1 day')),
    length INTEGER GENERATED ALWAYS AS (length(text)) STORED
);

INSERT OR ABORT INTO _limbeck_new_notes (rowid, text)
SELECT rowid, text
FROM notes;

DROP TABLE notes;

ALTER TABLE _limbeck_new_notes RENAME TO notes;
