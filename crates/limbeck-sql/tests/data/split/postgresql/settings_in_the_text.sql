SET standard_conforming_strings = off;
SELECT 'a\'; b';
SET standard_conforming_strings TO 'on';
SELECT 'a\';
SET standard_conforming_strings = off;
RESET standard_conforming_strings;
SELECT 'a\';
