static enum az_result page(struct az_exchange *x)
{
	return az_page_show(x->page, "public/report", NULL);
}

static enum az_result
send(struct az_exchange *x)
{
	return az_page_redirect(x->page, "/");
}

static const struct az_route routes[] = {
	{AZ_GET, "/report/{no}", page, AZ_ANYBODY, NULL, "report", 0},
	/* {AZ_POST, "/old", gone, 0, NULL, "", 0}, */
	{AZ_POST, "/report", send, AZ_ROLE_HANDLER | AZ_ROLE_REGULATOR, &report_form, "report", AZ_ROUTE_UPLOAD},
	{AZ_POST, "/desk", send, .roles = AZ_SIGNED_IN, .form = &report_form},
};

static const struct az_route *first(void)
{
	const struct az_route *route = &routes[0];
	return route;
}
