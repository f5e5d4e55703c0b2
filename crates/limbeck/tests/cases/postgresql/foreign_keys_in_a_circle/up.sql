CREATE TABLE self (
    id integer NOT NULL,
    parent integer,
    CONSTRAINT self_pkey PRIMARY KEY (id)
);

CREATE TABLE three (
    id integer NOT NULL,
    one integer,
    CONSTRAINT three_pkey PRIMARY KEY (id)
);

CREATE TABLE two (
    id integer NOT NULL,
    three integer,
    CONSTRAINT two_pkey PRIMARY KEY (id)
);

ALTER TABLE one ADD COLUMN two integer;

ALTER TABLE self ADD CONSTRAINT self_parent_fkey FOREIGN KEY (parent) REFERENCES self (id);

ALTER TABLE three ADD CONSTRAINT three_one_fkey FOREIGN KEY (one) REFERENCES one (id);

ALTER TABLE two ADD CONSTRAINT two_three_fkey FOREIGN KEY (three) REFERENCES three (id);

ALTER TABLE one ADD CONSTRAINT one_two_fkey FOREIGN KEY (two) REFERENCES two (id);
