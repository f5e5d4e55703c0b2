-- foreign_keys=off

CREATE TABLE parent (
    id INTEGER PRIMARY KEY
);

CREATE TABLE _limbeck_new_child (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER,
    FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE
);

INSERT OR ABORT INTO _limbeck_new_child (id, parent_id)
SELECT id, parent_id
FROM child;

DROP TABLE child;

ALTER TABLE _limbeck_new_child RENAME TO child;
