SELECT id, p_id FROM b;
