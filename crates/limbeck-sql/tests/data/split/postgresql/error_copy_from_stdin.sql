SELECT 1;
COPY public.t (a, b) FROM stdin WITH (FORMAT text);
it's	data
\.
