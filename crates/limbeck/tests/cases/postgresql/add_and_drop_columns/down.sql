ALTER TABLE users ADD COLUMN nickname text;

ALTER TABLE users DROP COLUMN length;

-- @destructive drops the column users.tags and its values
ALTER TABLE users DROP COLUMN tags;

-- @destructive drops the column users.created_at and its values
ALTER TABLE users DROP COLUMN created_at;
