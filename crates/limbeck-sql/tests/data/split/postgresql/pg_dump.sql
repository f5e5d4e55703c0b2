--
-- PostgreSQL database dump
--

\restrict nTVw9KFq0AW7SdYveNGYwFdJYGXm9KGfgf8H6Qfaav7miNRfBGeHDCMhfNqJmpk

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.t (id integer);

\unrestrict nTVw9KFq0AW7SdYveNGYwFdJYGXm9KGfgf8H6Qfaav7miNRfBGeHDCMhfNqJmpk
