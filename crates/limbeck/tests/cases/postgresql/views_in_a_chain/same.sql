SELECT id, a::integer FROM two;
SELECT n FROM three;
