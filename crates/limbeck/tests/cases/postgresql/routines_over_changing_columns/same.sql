SELECT t FROM calls;
