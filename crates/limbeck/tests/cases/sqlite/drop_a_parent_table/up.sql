-- foreign_keys=off

CREATE TABLE _limbeck_new_child (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER
);

INSERT OR ABORT INTO _limbeck_new_child (id, parent_id)
SELECT id, parent_id
FROM child;

DROP TABLE child;

ALTER TABLE _limbeck_new_child RENAME TO child;

-- @destructive drops the table parent and its rows
DROP TABLE parent;
