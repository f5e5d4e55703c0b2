-- foreign_keys=off

CREATE TABLE _limbeck_new_notes (
    text TEXT NOT NULL
);

INSERT OR ABORT INTO _limbeck_new_notes (rowid, text)
SELECT rowid, text
FROM notes;

-- @destructive drops the column notes.created_at and its values
DROP TABLE notes;

ALTER TABLE _limbeck_new_notes RENAME TO notes;

CREATE TABLE _limbeck_new_empty (
    id INTEGER PRIMARY KEY
);

INSERT OR ABORT INTO _limbeck_new_empty (id)
SELECT id
FROM empty;

-- @destructive drops the column empty.name and its values
DROP TABLE empty;

ALTER TABLE _limbeck_new_empty RENAME TO empty;
