CREATE TABLE teams (id INTEGER PRIMARY KEY);
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL,
    nickname TEXT,
    visits INTEGER NOT NULL DEFAULT 0 CHECK (visits >= 0),
    team_id INTEGER REFERENCES teams (id) ON DELETE SET NULL,
    handle TEXT COLLATE NOCASE AS (lower(email))
);
CREATE INDEX users_team_id_idx ON users (team_id);
CREATE VIEW everybody AS SELECT * FROM users;
