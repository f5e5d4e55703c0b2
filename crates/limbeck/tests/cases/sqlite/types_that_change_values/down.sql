-- foreign_keys=off

CREATE TABLE _limbeck_new_addresses (
    id INTEGER PRIMARY KEY,
    zip TEXT,
    note TEXT,
    size INTEGER
);

INSERT OR ABORT INTO _limbeck_new_addresses (id, zip, note, size)
SELECT id, zip, note, size
FROM addresses;

-- @destructive may change values of addresses.zip: INTEGER becomes TEXT
DROP TABLE addresses;

ALTER TABLE _limbeck_new_addresses RENAME TO addresses;
