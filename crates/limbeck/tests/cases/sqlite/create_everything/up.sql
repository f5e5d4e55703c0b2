CREATE TABLE strict_one (
    id INTEGER PRIMARY KEY,
    payload ANY
) STRICT;

CREATE TABLE teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL ON CONFLICT FAIL COLLATE NOCASE,
    budget NUMERIC(10, 2) DEFAULT -1.5,
    untyped,
    "odd ""name" BLOB DEFAULT X'00ff',
    "select" INT,
    UNIQUE (name) ON CONFLICT IGNORE,
    CHECK (budget >= -2),
    CONSTRAINT positive CHECK ("select" > 0)
);

CREATE TABLE members (
    team_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT 'it''s nobody',
    shouted TEXT GENERATED ALWAYS AS (upper(name)) STORED,
    initial TEXT GENERATED ALWAYS AS (substr(name, 1, 1)) VIRTUAL,
    joined TEXT NOT NULL DEFAULT (datetime('now')),
    CONSTRAINT members_key PRIMARY KEY (team_id, position DESC) ON CONFLICT REPLACE,
    CONSTRAINT members_name UNIQUE (name COLLATE NOCASE, team_id),
    FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE UNIQUE INDEX members_shouted ON members (shouted DESC, lower(name)) WHERE position > 0;

CREATE VIEW big_teams AS SELECT t.id, count(*) AS size FROM teams t JOIN members m ON m.team_id = t.id GROUP BY t.id;

CREATE VIEW biggest (team) AS SELECT id FROM big_teams WHERE size > 10;

CREATE TRIGGER members_ai AFTER INSERT ON members WHEN new.position > 3 BEGIN
    UPDATE teams SET budget = CASE WHEN budget > 0 THEN budget - 1 ELSE 0 END WHERE id = new.team_id;
END;

CREATE TRIGGER big_teams_ii INSTEAD OF INSERT ON big_teams BEGIN INSERT INTO teams (id) VALUES (new.id); END;
