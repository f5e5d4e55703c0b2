ALTER TYPE mood ADD VALUE 'awful' BEFORE 'sad';

ALTER TYPE mood ADD VALUE 'ok' AFTER 'sad';

ALTER TYPE mood ADD VALUE 'great';

ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'ok'::mood;
