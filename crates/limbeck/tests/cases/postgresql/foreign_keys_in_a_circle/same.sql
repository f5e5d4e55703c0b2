SELECT id FROM one;
