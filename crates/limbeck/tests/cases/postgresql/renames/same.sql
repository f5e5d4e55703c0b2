SELECT owner FROM pets;
