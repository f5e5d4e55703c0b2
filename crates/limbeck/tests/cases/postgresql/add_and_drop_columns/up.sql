ALTER TABLE users ADD COLUMN created_at timestamp with time zone DEFAULT now() NOT NULL;

ALTER TABLE users ADD COLUMN tags text[] DEFAULT '{}'::text[] NOT NULL;

ALTER TABLE users ADD COLUMN length integer GENERATED ALWAYS AS (length((email)::text)) STORED;

-- @destructive drops the column users.nickname and its values
ALTER TABLE users DROP COLUMN nickname;
