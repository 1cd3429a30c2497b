static enum az_result show(struct az_exchange *x)
{
	az_set(x->page->data, "A", az_text(x->page, "a.title", NULL));
	az_set_text(x->page, x->page->data, "B", "a.holes", az_format(x->ctx->arena, "%d, %d", 1, 2), "two", NULL);
	az_set_text(x->page, x->page->data, "C", az_format(x->ctx->arena, "report.state.%s", "open"), NULL);
	az_set_code(x->page, x->page->data, "D", "report.state", "open");
	az_set_text(x->page, x->page->data, "E", x->binder != NULL ? "a.title" : "notice.saved", NULL);
	az_form_error(form, 0, "a.length", "20", NULL);
	if (x->binder == NULL)
		return az_page_redirect(x->page, "/report?done=saved");
	if (x->route == NULL)
		return az_page_redirect(x->page, "/report?done=report_%s", "closed");
	return az_page_show(x->page, "public/report", "a.title");
}
