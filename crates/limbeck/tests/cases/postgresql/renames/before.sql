CREATE TABLE people (id integer PRIMARY KEY, full_name text NOT NULL, born date, CONSTRAINT born_check CHECK (born > '1900-01-01'));
CREATE INDEX by_name ON people (full_name) WHERE born IS NOT NULL;
CREATE TABLE pets (id integer PRIMARY KEY, owner integer REFERENCES people (id));
