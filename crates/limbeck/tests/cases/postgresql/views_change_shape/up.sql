DROP TRIGGER instead ON triggered;

DROP VIEW reads_shrinks;

DROP VIEW becomes_kept;

DROP VIEW shrinks;

DROP VIEW triggered;

CREATE OR REPLACE VIEW grows AS
SELECT t.id,
    t.a
   FROM t;

CREATE MATERIALIZED VIEW becomes_kept AS
SELECT t.a
   FROM t;

CREATE VIEW shrinks AS
SELECT t.id
   FROM t;

CREATE VIEW triggered AS
SELECT t.id,
    t.b
   FROM t;

CREATE VIEW reads_shrinks AS
SELECT shrinks.id
   FROM shrinks;

CREATE TRIGGER instead INSTEAD OF INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION f();
