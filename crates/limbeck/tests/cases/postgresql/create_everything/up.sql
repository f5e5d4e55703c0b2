CREATE SCHEMA app;

COMMENT ON SCHEMA app IS 'The application';

CREATE DOMAIN app.email AS text COLLATE "C" DEFAULT 'a@b'::text NOT NULL CONSTRAINT has_at CHECK (VALUE ~~ '%@%'::text);

CREATE TYPE app.span AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi);

CREATE TYPE app.status AS ENUM ('new', 'it''s', 'gone');

CREATE TYPE app.pair AS (
    x integer,
    y app.status
);

CREATE SEQUENCE app.numbers AS integer INCREMENT BY 5 MINVALUE 10 START WITH 20 CACHE 3 CYCLE;

CREATE OR REPLACE PROCEDURE app.nothing()
 LANGUAGE plpgsql
AS $procedure$ BEGIN NULL; END $procedure$;

CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');

CREATE OR REPLACE FUNCTION app.touch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.made := now(); RETURN NEW; END $function$;

CREATE OR REPLACE FUNCTION app.twice(n integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT n * 2 $function$;

CREATE OR REPLACE FUNCTION app.twice(n text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT n || n$function$;

CREATE TABLE app."Order" (
    id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10 START WITH 100) NOT NULL,
    number integer DEFAULT nextval('app.numbers'::regclass) NOT NULL,
    email app.email,
    status app.status DEFAULT 'new'::app.status NOT NULL,
    pair app.pair,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    doubled integer GENERATED ALWAYS AS (app.twice(number)) STORED,
    amount numeric(10,2),
    during tstzrange,
    made timestamp with time zone DEFAULT now(),
    day date DEFAULT ((now() AT TIME ZONE 'utc'::text))::date,
    "weird ""name" text COLLATE "C",
    CONSTRAINT "Order_pkey" PRIMARY KEY (id),
    CONSTRAINT number_is_unique UNIQUE NULLS NOT DISTINCT (number, email) INCLUDE (amount) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "Order_amount_check" CHECK (amount >= (0)::numeric),
    CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE ((amount > (0)::numeric))
);

ALTER TABLE app."Order" ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE app."Order" IS 'What was ordered';

COMMENT ON COLUMN app."Order".amount IS 'In euros';

COMMENT ON CONSTRAINT no_overlap ON app."Order" IS 'One at a time';

CREATE TABLE app.line (
    order_id bigint NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT line_pkey PRIMARY KEY (order_id, "position")
) WITH (autovacuum_enabled=false);

CREATE INDEX by_lower ON app."Order" ((lower((email)::text)) COLLATE "C" text_pattern_ops DESC NULLS LAST, number) INCLUDE (amount) WITH (fillfactor=70) WHERE status <> 'gone'::app.status;

COMMENT ON INDEX app.by_lower IS 'For the search';

CREATE INDEX by_tags ON app."Order" USING gin (tags);

ALTER TABLE app.line ADD CONSTRAINT line_order_id_fkey FOREIGN KEY (order_id) REFERENCES app."Order" (id) ON UPDATE RESTRICT ON DELETE CASCADE;

CREATE VIEW app.open WITH (security_barrier=true) AS
SELECT o.id,
    o.amount
   FROM app."Order" o
  WHERE (o.status = 'new'::app.status);

CREATE MATERIALIZED VIEW app.sums AS
SELECT "Order".status,
    sum("Order".amount) AS amount
   FROM app."Order"
  GROUP BY "Order".status;

CREATE UNIQUE INDEX sums_status ON app.sums (status);

CREATE TRIGGER touch BEFORE UPDATE OF amount ON app."Order" FOR EACH ROW WHEN (old.amount IS DISTINCT FROM new.amount) EXECUTE FUNCTION app.touch();

CREATE POLICY own ON app."Order" FOR SELECT TO public USING ((amount > (0)::numeric));

CREATE RULE keep AS
    ON DELETE TO app.line DO INSTEAD NOTHING;
