DROP TRIGGER big_teams_ii;

DROP TRIGGER members_ai;

DROP VIEW biggest;

DROP VIEW big_teams;

DROP INDEX members_shouted;

-- @destructive drops the table members and its rows
DROP TABLE members;

-- @destructive drops the table teams and its rows
DROP TABLE teams;

-- @destructive drops the table strict_one and its rows
DROP TABLE strict_one;
