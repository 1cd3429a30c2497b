enum az_result elsewhere(struct az_exchange *x);

static enum az_result page(struct az_exchange *x)
{
	return elsewhere(x);
}

static const struct az_route routes[] = {
	{AZ_GET, "/nobody", page, 0, NULL, "report", 0},
	{AZ_GET, "/short", page},
	{AZ_POST, "/no-form", page, AZ_ANYBODY, NULL, "report", 0},
	{AZ_GET | AZ_POST, "/both", page, AZ_SIGNED_IN, 0, "report", 0},
	{AZ_GET, "/far", elsewhere, AZ_ANYBODY, NULL, "report", 0},
	{.methods = AZ_POST, .path = "/named", .handler = page, .section = "report"},
	{AZ_GET, "/fine", page, AZ_ANYBODY, NULL, "report", 0},
};
