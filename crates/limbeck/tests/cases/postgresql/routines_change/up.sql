CREATE OR REPLACE FUNCTION atomic(n integer)
 RETURNS integer
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (atomic.n + (count(*))::integer)
    FROM t;
END;

CREATE OR REPLACE FUNCTION overloaded(n numeric)
 RETURNS numeric
 LANGUAGE sql
AS $function$ SELECT n $function$;

CREATE OR REPLACE FUNCTION rows_of_t()
 RETURNS SETOF t
 LANGUAGE sql
 STABLE
AS $function$ SELECT * FROM t $function$;

DROP FUNCTION argument(integer);

CREATE OR REPLACE FUNCTION argument(m integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT m $function$;

CREATE OR REPLACE FUNCTION body(n integer)
 RETURNS integer
 LANGUAGE sql
 STABLE COST 5
AS $function$ SELECT n + 1 $function$;

CREATE OR REPLACE FUNCTION calls(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT body(n) $function$;

COMMENT ON FUNCTION calls(integer) IS 'Calls another';

DROP FUNCTION result(integer);

CREATE OR REPLACE FUNCTION result(n integer)
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT n::bigint $function$;

DROP PROCEDURE step(integer);

CREATE OR REPLACE PROCEDURE step(IN n integer DEFAULT 1)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $procedure$ BEGIN PERFORM n; END $procedure$;

DROP FUNCTION gone();

DROP FUNCTION overloaded(text);
