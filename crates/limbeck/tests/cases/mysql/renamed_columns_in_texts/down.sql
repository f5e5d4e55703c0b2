ALTER TABLE t RENAME COLUMN q TO p;

ALTER TABLE t
    DROP CONSTRAINT positive,
    DROP COLUMN twice,
    RENAME COLUMN fresh TO old,
    ADD CONSTRAINT positive CHECK (`old` > 0),
    ADD COLUMN twice int GENERATED ALWAYS AS (`old` * 2) VIRTUAL;

ALTER TABLE parent RENAME COLUMN new_id TO old_id;
