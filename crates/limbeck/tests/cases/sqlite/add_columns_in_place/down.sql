-- foreign_keys=off

DROP INDEX users_team_id_idx;

DROP VIEW everybody;

CREATE TABLE _limbeck_new_users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL
);

INSERT OR ABORT INTO _limbeck_new_users (id, email)
SELECT id, email
FROM users;

-- @destructive drops the column users.team_id and its values; drops the column users.visits and its values; drops the column users.nickname and its values
DROP TABLE users;

ALTER TABLE _limbeck_new_users RENAME TO users;

CREATE VIEW everybody AS SELECT * FROM users;
