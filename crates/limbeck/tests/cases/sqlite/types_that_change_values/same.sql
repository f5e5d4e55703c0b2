SELECT id, note FROM addresses;
