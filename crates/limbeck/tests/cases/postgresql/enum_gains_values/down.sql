ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'sad'::mood;

ALTER TYPE mood RENAME TO _limbeck_old_mood;

CREATE TYPE mood AS ENUM ('sad', 'happy');

ALTER TABLE person ALTER COLUMN mood DROP DEFAULT;

ALTER TABLE person ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'sad'::mood;

-- @destructive removes awful, ok, great from the enum mood
DROP TYPE _limbeck_old_mood;
