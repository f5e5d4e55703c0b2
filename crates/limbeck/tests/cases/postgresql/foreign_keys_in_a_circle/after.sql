CREATE TABLE one (id integer PRIMARY KEY, two integer);
CREATE TABLE two (id integer PRIMARY KEY, three integer);
CREATE TABLE three (id integer PRIMARY KEY, one integer REFERENCES one);
ALTER TABLE one ADD FOREIGN KEY (two) REFERENCES two;
ALTER TABLE two ADD FOREIGN KEY (three) REFERENCES three;
CREATE TABLE self (id integer PRIMARY KEY, parent integer REFERENCES self);
