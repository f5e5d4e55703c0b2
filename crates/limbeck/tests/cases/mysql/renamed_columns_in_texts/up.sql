ALTER TABLE parent RENAME COLUMN old_id TO new_id;

ALTER TABLE t
    DROP CONSTRAINT positive,
    DROP COLUMN twice,
    RENAME COLUMN old TO fresh,
    ADD CONSTRAINT positive CHECK (`fresh` > 0),
    ADD COLUMN twice int GENERATED ALWAYS AS (`fresh` * 2) VIRTUAL;

ALTER TABLE t RENAME COLUMN p TO q;
