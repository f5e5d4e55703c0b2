CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE, a integer, b integer, UNIQUE (a, b));
CREATE TABLE child (
    id integer PRIMARY KEY,
    one integer CONSTRAINT one_fk REFERENCES parent,
    two integer CONSTRAINT two_fk REFERENCES parent DEFERRABLE,
    code text CONSTRAINT code_fk REFERENCES parent (code),
    a integer, b integer,
    CONSTRAINT both_fk FOREIGN KEY (a, b) REFERENCES parent (a, b)
);
ALTER TABLE child ADD CONSTRAINT late_fk FOREIGN KEY (two) REFERENCES parent (id) NOT VALID;
