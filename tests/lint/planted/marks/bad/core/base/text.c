int zero; /* @MARK@: one */
