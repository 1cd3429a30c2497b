static const char *const behind[] = {"元"};
