CREATE OR REPLACE FUNCTION overloaded(n text)
 RETURNS text
 LANGUAGE sql
AS $function$ SELECT n $function$;

CREATE OR REPLACE FUNCTION gone()
 RETURNS void
 LANGUAGE sql
AS $function$$function$;

DROP PROCEDURE step(integer);

CREATE OR REPLACE PROCEDURE step(IN n integer)
 LANGUAGE plpgsql
AS $procedure$ BEGIN NULL; END $procedure$;

DROP FUNCTION result(integer);

CREATE OR REPLACE FUNCTION result(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT n $function$;

DROP FUNCTION calls(integer);

CREATE OR REPLACE FUNCTION body(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT n $function$;

DROP FUNCTION argument(integer);

CREATE OR REPLACE FUNCTION argument(n integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT n $function$;

DROP FUNCTION rows_of_t();

DROP FUNCTION overloaded(numeric);

DROP FUNCTION atomic(integer);
