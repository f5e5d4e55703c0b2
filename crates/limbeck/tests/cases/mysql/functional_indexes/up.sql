ALTER TABLE t
    DROP INDEX low,
    ADD KEY low ((upper(`a`))),
    ADD KEY hidden (b) INVISIBLE,
    ADD KEY many ((cast(json_extract(`j`,'$.n') as unsigned array)));
