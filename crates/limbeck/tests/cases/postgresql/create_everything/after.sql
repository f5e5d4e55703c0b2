CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'The application';
CREATE TYPE app.status AS ENUM ('new', 'it''s', 'gone');
CREATE DOMAIN app.email AS text COLLATE "C" DEFAULT 'a@b' NOT NULL CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
CREATE TYPE app.pair AS (x integer, y app.status);
CREATE TYPE app.span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE SEQUENCE app.numbers AS integer INCREMENT BY 5 MINVALUE 10 START 20 CACHE 3 CYCLE;
CREATE FUNCTION app.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n * 2 $$;
CREATE FUNCTION app.twice(n text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT n || n';
CREATE PROCEDURE app.nothing() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE AGGREGATE app.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
CREATE TABLE app."Order" (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 10) PRIMARY KEY,
    number integer DEFAULT nextval('app.numbers') NOT NULL,
    email app.email,
    status app.status DEFAULT 'new' NOT NULL,
    pair app.pair,
    tags text[] DEFAULT '{}' NOT NULL,
    doubled integer GENERATED ALWAYS AS (app.twice(number)) STORED,
    amount numeric(10, 2) CHECK (amount >= 0),
    during tstzrange,
    made timestamptz DEFAULT now(),
    day date DEFAULT (now() AT TIME ZONE 'utc')::date,
    "weird ""name" text COLLATE "C",
    CONSTRAINT number_is_unique UNIQUE NULLS NOT DISTINCT (number, email) INCLUDE (amount) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE (amount > 0)
);
COMMENT ON TABLE app."Order" IS 'What was ordered';
COMMENT ON COLUMN app."Order".amount IS 'In euros';
COMMENT ON CONSTRAINT no_overlap ON app."Order" IS 'One at a time';
CREATE INDEX by_tags ON app."Order" USING gin (tags);
CREATE INDEX by_lower ON app."Order" (lower(email::text) text_pattern_ops DESC NULLS LAST, number) INCLUDE (amount) WITH (fillfactor = 70) WHERE status <> 'gone';
COMMENT ON INDEX app.by_lower IS 'For the search';
ALTER TABLE app."Order" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app."Order" FOR SELECT USING (amount > 0);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.made := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE OF amount ON app."Order" FOR EACH ROW WHEN (OLD.amount IS DISTINCT FROM NEW.amount) EXECUTE FUNCTION app.touch();
CREATE TABLE app.line (
    order_id bigint REFERENCES app."Order" ON DELETE CASCADE ON UPDATE RESTRICT,
    position smallint,
    PRIMARY KEY (order_id, position)
) WITH (autovacuum_enabled = false);
CREATE VIEW app.open WITH (security_barrier = true) AS SELECT o.id, o.amount FROM app."Order" o WHERE o.status = 'new';
CREATE MATERIALIZED VIEW app.sums AS SELECT status, sum(amount) AS amount FROM app."Order" GROUP BY status;
CREATE UNIQUE INDEX sums_status ON app.sums (status);
CREATE RULE keep AS ON DELETE TO app.line DO INSTEAD NOTHING;
