/* Reports that are handled together, at the desk: both sides of a merger. */
#include "base/text.h"
#include "domain/report_duplicate.h"
#include "web/report_draw.h"

enum az_result az_report_merge_choices(struct az_exchange *x, const struct az_report *report,
				       struct anze_choice **choices, size_t *count)
{
	struct az_report *rows;
	AZ_TRY(az_report_merge_targets(x->ctx, report, &rows, count));
	*choices = AZ_NEW_ARRAY(x->ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++) {
		char day[AZ_DAY_TEXT];
		az_day_print(az_day_at(rows[i].submitted_at), day);
		const char *text = az_format(
			x->ctx->arena, "%s · %s · %s · %s", az_report_no(x->ctx->arena, &rows[i]), day,
			az_code_text(x->page, "report_form.kind", rows[i].kind),
			rows[i].key != NULL ? rows[i].subject_name : az_text(x->page, "secret.locked_subject", NULL));
		(*choices)[i] = (struct anze_choice){az_format(x->ctx->arena, "%lld", (long long)rows[i].id), {text, text}};
	}
	return AZ_OK;
}

static enum az_result put_words(struct az_exchange *x, const struct az_report *report, struct _hdf *node)
{
	struct az_report_message *messages;
	struct az_report_file *files;
	size_t count;
	const char *no = az_report_no(x->ctx->arena, report);
	AZ_TRY(az_report_messages(x->ctx, report, &messages, &count));
	for (size_t i = 0; i < count; i++) {
		az_report_put_words(x, node, &messages[i]);
	}
	AZ_TRY(az_report_files(x->ctx, report, &files, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(node, "files");
		az_set(row, "name", files[i].name);
		if (files[i].copied)
			az_set(row, "href",
			       az_format(x->ctx->arena, "/desk/reports/%s/files/%lld", no, (long long)files[i].blob_id));
	}
	return AZ_OK;
}

enum az_result az_report_put_merged(struct az_exchange *x, const struct az_report *report)
{
	struct az_report *rows;
	size_t count;
	const char *leading = "";
	if (report->merged_into != 0)
		AZ_TRY(az_report_leading_no(x->ctx, report, &leading));
	if (leading[0] != '\0') {
		az_set(x->page->data, "Leading.no", leading);
		az_set(x->page->data, "Leading.href", az_format(x->ctx->arena, "/desk/reports/%s", leading));
	}
	AZ_TRY(az_report_merged(x->ctx, report->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *node = az_append(x->page->data, "Merged");
		const char *no = az_report_no(x->ctx->arena, &rows[i]);
		az_set(node, "no", no);
		az_set(node, "href", az_format(x->ctx->arena, "/desk/reports/%s", no));
		az_set_instant(node, "submitted_at", rows[i].submitted_at);
		az_set_flag(node, "unanswered", rows[i].unanswered != 0);
		az_set(node, "subject", rows[i].subject_name);
		az_set(node, "happened", rows[i].happened_on);
		az_set(node, "place", rows[i].place);
		az_set(node, "story", rows[i].story);
		AZ_TRY(put_words(x, &rows[i], node));
	}
	if (count > 0)
		az_set_text(x->page, x->page->data, "Together", "report_merge.together",
			    az_format(x->ctx->arena, "%zu", count + 1), NULL);
	return AZ_OK;
}
