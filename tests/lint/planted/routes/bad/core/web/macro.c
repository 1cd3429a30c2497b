static enum az_result page(struct az_exchange *x)
{
	return az_page_show(x->page, "public/report", NULL);
}

#define PAIR(code)                                                                                                 \
	{AZ_GET, "/a/" #code, page, AZ_ROLE_INSURER, NULL, "desk", 0},                                             \
	{                                                                                                          \
		AZ_POST, "/a/" #code, page, AZ_ROLE_INSURER, code, "desk", 0                                       \
	}

static const struct az_route routes[] = {
	PAIR(&form),
	PAIR(NULL),
	UNKNOWN(form),
};
