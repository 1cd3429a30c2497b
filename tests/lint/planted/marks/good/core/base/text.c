const char *pattern = "anze-XXXXXX"; /* todos are rows of the table to_do */
