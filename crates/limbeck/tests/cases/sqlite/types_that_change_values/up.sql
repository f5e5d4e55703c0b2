-- foreign_keys=off

CREATE TABLE _limbeck_new_addresses (
    id INTEGER PRIMARY KEY,
    zip INTEGER,
    note VARCHAR(80),
    size INTEGER GENERATED ALWAYS AS (length(note)) STORED
);

INSERT OR ABORT INTO _limbeck_new_addresses (id, zip, note)
SELECT id, zip, note
FROM addresses;

-- @destructive may change values of addresses.zip: TEXT becomes INTEGER; replaces the values of addresses.size by generated ones
DROP TABLE addresses;

ALTER TABLE _limbeck_new_addresses RENAME TO addresses;
