static enum az_result show(struct az_exchange *x)
{
	az_set(x->page->data, "A", az_text(x->page, "a.missing", NULL));
	az_set_text(x->page, x->page->data, "B", "a.gone", NULL);
	az_set_text(x->page, x->page->data, "C", "a.holes", "one", NULL);
	az_set_text(x->page, x->page->data, "D", az_format(x->ctx->arena, "report.stage.%s", "open"), NULL);
	az_set_text(x->page, x->page->data, "E", x->binder ? "a.title" : "a.untitled", NULL);
	az_set_code(x->page, x->page->data, "F", "report.kind", "open");
	az_form_error(form, 0, "a.unknown", NULL);
	az_form_error(form, 0, "a.length", NULL);
	az_exchange_draw(x, form, "/report", "a.submit");
	if (x->binder == NULL)
		return az_refuse(x->ctx, AZ_INVALID, "a.refused", NULL);
	if (x->route == NULL)
		return az_page_redirect(x->page, "/report?done=lost");
	return az_page_show(x->page, "public/report",
	                    "a.page");
}

static enum az_result lost(struct az_exchange *x)
{
	return az_page_show(x->page, "public/lost", NULL);
}
