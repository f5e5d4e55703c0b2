DROP TRIGGER instead ON triggered;

DROP VIEW reads_shrinks;

DROP VIEW triggered;

DROP VIEW shrinks;

DROP MATERIALIZED VIEW becomes_kept;

DROP VIEW grows;

CREATE VIEW grows AS
SELECT t.id
   FROM t;

CREATE VIEW triggered AS
SELECT t.id,
    t.a
   FROM t;

CREATE VIEW shrinks AS
SELECT t.id,
    t.a,
    t.b
   FROM t;

CREATE VIEW becomes_kept AS
SELECT t.a
   FROM t;

CREATE VIEW reads_shrinks AS
SELECT shrinks.id
   FROM shrinks;

CREATE TRIGGER instead INSTEAD OF INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION f();
