CREATE TABLE persons (id integer CONSTRAINT people_pkey PRIMARY KEY, name text NOT NULL, born date, CONSTRAINT born_check CHECK (born > '1900-01-01'));
CREATE INDEX by_name ON persons (name) WHERE born IS NOT NULL;
CREATE TABLE pets (id integer PRIMARY KEY, owner integer REFERENCES persons (id));
