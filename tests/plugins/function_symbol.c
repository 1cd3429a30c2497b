/* The right name, but code instead of a constant. */
__attribute__((visibility("default"))) int anze_plugin(void);

int anze_plugin(void)
{
	return 1;
}
