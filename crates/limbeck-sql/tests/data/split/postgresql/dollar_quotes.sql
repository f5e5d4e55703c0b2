DO $$ BEGIN PERFORM 1; END $$;
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
    RETURN $$inner; 'quote$$ || $1 || $other$;$other$;
END;
$body$;
PREPARE p AS SELECT $1, $2;
SELECT a$b$c, 1 FROM t$x; SELECT a$b$c;
SELECT $größe$;$größe$, $_1$;$_1$;
