CREATE DOMAIN positive AS integer CONSTRAINT above CHECK (VALUE > 0);
CREATE DOMAIN loose AS text DEFAULT 'x';
CREATE DOMAIN gone AS date;
CREATE TABLE t (id positive PRIMARY KEY, a loose, d date);
