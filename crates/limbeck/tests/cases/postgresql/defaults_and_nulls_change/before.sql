CREATE TABLE t (id integer PRIMARY KEY, a text, b text NOT NULL DEFAULT 'b', c integer DEFAULT 1, d timestamptz DEFAULT now(), e numeric DEFAULT 1.0, f date);
