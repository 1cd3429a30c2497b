/* Redacted copies of a report. */
#include "domain/report_redaction.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/child.h"
#include "base/clock.h"
#include "base/media.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/file_clean.h"
#include "domain/report_secret.h"
#include "domain/report_secret_private.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

#define COPIES_MAX 50
#define PIECE 65536
#define PAGE_MOST ((size_t)8 << 20) /* bytes of a page as a picture */
#define NO_PAGE 6                   /* the program's exit status AZ_CLEAN_NO_PAGE (core/clean/clean.h) */
#define PATIENCE 15000              /* ms: a page waits for it; the copy that it is made of is small */

const struct anze_choice az_redaction_purposes[] = {{"subject", {0}}, {"joint", {0}}, {"hazard", {0}}};
const size_t az_redaction_purpose_count = sizeof az_redaction_purposes / sizeof az_redaction_purposes[0];

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_redacted, id),       AZ_TIME_OF(struct az_redacted, made_at),
	AZ_INT_OF(struct az_redacted, maker_id), AZ_INT_OF(struct az_redacted, blob_id),
	AZ_INT_OF(struct az_redacted, of_blob),  AZ_TEXT_OF(struct az_redacted, purpose),
	AZ_TEXT_OF(struct az_redacted, maker),   AZ_BYTES_OF(struct az_redacted, sealed),
	AZ_INT_OF(struct az_redacted, hazard_id)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_redacted);

static struct az_secret_about about(int64_t report_id, int64_t maker_id, int64_t made_at)
{
	return (struct az_secret_about){"report.redacted", report_id, maker_id, made_at};
}

enum az_result az_redacted_list(struct az_ctx *ctx, const struct az_report *report, struct az_redacted **rows,
				size_t *count)
{
	*count = 0;
	if (report->key == NULL)
		return AZ_OK;
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT c.id, c.made_at, c.maker_id, c.blob_id, c.of_blob, c.purpose, a.name AS maker "
			 "FROM report_redaction c JOIN account a ON a.id = c.maker_id WHERE c.report_id = ? "
			 "ORDER BY c.id LIMIT 50",
			 az_int(report->id)),
		&map, rows, count, COPIES_MAX);
}

enum az_result az_redacted_find(struct az_ctx *ctx, const struct az_report *report, int64_t id, struct az_redacted *out)
{
	struct az_text plain;
	if (report->key == NULL)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	AZ_TRY(az_db_row(
		ctx,
		AZ_QUERY("SELECT c.id, c.made_at, c.maker_id, c.blob_id, c.of_blob, c.hazard_id, c.purpose, c.sealed, "
			 "a.name AS maker FROM report_redaction c JOIN account a ON a.id = c.maker_id "
			 "WHERE c.report_id = ? AND c.id = ?",
			 az_int(report->id), az_int(id)),
		&map, out));
	if (out->blob_id != 0)
		return AZ_OK;
	struct az_secret_about bound = about(report->id, out->maker_id, out->made_at);
	AZ_TRY(az_report_unseal(ctx, report->key, &bound, out->sealed, &plain));
	out->body = plain.p;
	return AZ_OK;
}

/* ---- making one ---- */

struct making {
	const struct az_report *report;
	const char *purpose;
	struct az_text sealed;
	const struct az_blob *blob; /* NULL: a text */
	int64_t of_blob, id;
};

static enum az_result make(struct az_ctx *ctx, void *arg)
{
	struct making *making = arg;
	struct az_outcome outcome;
	int64_t report_id, there;
	/* Locked, so that the case is not removed meanwhile and its copies are counted. */
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT report_id AS number FROM report_content WHERE report_id = ? FOR UPDATE",
				     az_int(making->report->id)),
			    &report_id));
	AZ_TRY(az_db_number(
		ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM report_redaction WHERE report_id = ?", az_int(report_id)),
		&there));
	if (there >= COPIES_MAX)
		return az_refuse(ctx, AZ_CONFLICT, "redaction.full", NULL);
	if (making->blob != NULL)
		AZ_TRY(az_blob_claim_sealed(ctx, making->blob->id, making->blob->key,
					    az_report_file_key(ctx->arena, making->report->key)->bytes));
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO report_redaction (report_id, purpose, sealed, blob_id, of_blob, maker_id, "
			 "made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			 az_int(report_id), az_str(making->purpose),
			 making->blob != NULL ? az_null() : az_bytes(making->sealed.p, making->sealed.n),
			 az_ref(making->blob == NULL ? 0 : making->blob->id), az_ref(making->of_blob),
			 az_int(ctx->account_id), az_time(ctx->now)),
		&outcome));
	making->id = outcome.id;
	return az_audit(ctx, "report", report_id, "redact", "", "", "");
}

enum az_result az_redact_text(struct az_ctx *ctx, const struct az_report *report, const char *purpose, const char *body,
			      int64_t *id)
{
	struct az_secret_about bound = about(report->id, ctx->account_id, ctx->now);
	struct making making = {.report = report, .purpose = purpose};
	if (report->key == NULL)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	making.sealed = az_report_seal(ctx, report->key, &bound, az_text_of(body));
	AZ_TRY(az_tx(ctx, make, &making));
	*id = making.id;
	return AZ_OK;
}

/* ---- a picture, or a page ---- */

#define PAGE_TYPE "image/jpeg"

static enum az_result feed(void *self, const void *p, size_t n)
{
	return az_child_write(self, p, n) ? AZ_OK : AZ_BUSY;
}

/* The program's word: the type, the page, and the places to be painted over (core/anzeclean.c). */
static const char *word_of(struct az_ctx *ctx, const char *type, int64_t page, const struct az_place *places,
			   size_t count)
{
	const char *word = page == 0 ? az_format(ctx->arena, "%s:", type)
				     : az_format(ctx->arena, "%s:%lld:", type, (long long)page);
	for (size_t i = 0; i < count; i++)
		word = az_format(ctx->arena, "%s%d,%d,%d,%d;", word, places[i].left, places[i].top, places[i].width,
				 places[i].height);
	return word;
}

/* Started, and given the copy that was cleaned when the file came: the original is not opened for this. */
static enum az_result start(struct az_ctx *ctx, const struct az_secret_key *by, const struct az_blob *copy,
			    const char *word, struct az_child *child)
{
	if (!az_child_start(child, ctx->site->settings->cleaner, word, PATIENCE))
		return AZ_BUSY;
	enum az_result result = az_blob_read(ctx, by->bytes, copy->id, feed, child);
	az_child_written(child);
	if (result == AZ_OK)
		return AZ_OK;
	child->late = true;
	(void)az_child_end(child);
	return result;
}

/* What its end means, when all went well (`result`) up to there. */
static enum az_result said(int status, enum az_result result)
{
	if (status == NO_PAGE)
		return AZ_NOT_FOUND;
	return status == 0 ? result : AZ_BUSY;
}

static enum az_result paint(struct az_ctx *ctx, const struct az_secret_key *by, const struct az_blob *copy,
			    const char *word, const char *type, struct az_blob *out)
{
	struct az_child child;
	struct az_blob_writer *writer;
	AZ_TRY(start(ctx, by, copy, word, &child));
	enum az_result result = az_blob_open(ctx, by->bytes, true, &writer);
	bool open = result == AZ_OK;
	if (open)
		result = az_blob_begin(writer, "", "");
	if (result == AZ_OK)
		result = az_file_take_copy(ctx, &child, writer, type, out);
	if (result != AZ_OK)
		child.late = true; /* nobody reads what it might still write */
	result = said(az_child_end(&child), result);
	if (result == AZ_OK)
		return az_blob_commit(writer);
	if (open)
		az_blob_abandon(writer);
	return result;
}

/* What it says, at most `most` bytes, in the arena. */
static enum az_result ask(struct az_ctx *ctx, const struct az_secret_key *by, const struct az_blob *copy,
			  const char *word, size_t most, struct az_text *out)
{
	struct az_child child;
	struct az_buffer bytes;
	char *piece = az_alloc(ctx->arena, PIECE);
	long got = 0;
	AZ_TRY(start(ctx, by, copy, word, &child));
	az_buffer_init(&bytes, ctx->arena);
	while (bytes.n <= most && (got = az_child_read(&child, piece, PIECE)) > 0)
		az_buffer_add(&bytes, piece, (size_t)got);
	bool good = got == 0 && bytes.n <= most;
	child.late = child.late || !good;
	*out = az_buffer_text(&bytes);
	return said(az_child_end(&child), good ? AZ_OK : AZ_BUSY);
}

enum az_result az_redaction_takes(struct az_ctx *ctx, const struct az_report_file *file, int64_t page)
{
	bool picture = strncmp(file->type, "image/", 6) == 0, document = strcmp(file->type, "application/pdf") == 0;
	if (page == 0 ? !picture : !document)
		return az_refuse(ctx, AZ_CONFLICT, "redaction.no_picture", NULL);
	if (!file->copied)
		return az_refuse(ctx, AZ_CONFLICT, file->waiting ? "report_file.not_yet" : "report_file.none", NULL);
	return AZ_OK;
}

/* The cleaned copy of a picture (page 0), or of a document. */
static enum az_result find_cleaned(struct az_ctx *ctx, const struct az_secret_key *by,
				   const struct az_report_file *file, int64_t page, struct az_blob *copy)
{
	AZ_TRY(az_redaction_takes(ctx, file, page));
	return az_blob_find_copy(ctx, by->bytes, file->blob_id, copy);
}

/* What the program could not do, as a refusal. */
static enum az_result failed(struct az_ctx *ctx, enum az_result result)
{
	return result == AZ_BUSY || result == AZ_TOO_LARGE ? az_refuse(ctx, AZ_CONFLICT, "redaction.failed", NULL)
							   : result;
}

enum az_result az_redact_picture(struct az_ctx *ctx, const struct az_report *report, const struct az_report_file *file,
				 int64_t page, const char *purpose, const struct az_place *places, size_t count,
				 int64_t *id)
{
	struct making making = {.report = report, .purpose = purpose, .of_blob = file->blob_id};
	const struct az_secret_key *by = az_report_file_key(ctx->arena, report->key);
	struct az_blob copy, painted = {0};
	AZ_TRY(find_cleaned(ctx, by, file, page, &copy));
	const char *word = word_of(ctx, copy.type, page, places, count);
	AZ_TRY(failed(ctx, paint(ctx, by, &copy, word, page == 0 ? copy.type : PAGE_TYPE, &painted)));
	making.blob = &painted;
	AZ_TRY(az_tx(ctx, make, &making)); /* not kept: it is only staged, and removed after a day */
	*id = making.id;
	return AZ_OK;
}

enum az_result az_redaction_pages(struct az_ctx *ctx, const struct az_report *report, const struct az_report_file *file,
				  int64_t *count)
{
	const struct az_secret_key *by = az_report_file_key(ctx->arena, report->key);
	struct az_blob copy;
	struct az_text answer;
	AZ_TRY(find_cleaned(ctx, by, file, 1, &copy));
	AZ_TRY(failed(ctx, ask(ctx, by, &copy, az_format(ctx->arena, "%s:count", copy.type), 16, &answer)));
	return az_parse_int(answer.p, 1, INT32_MAX, count) ? AZ_OK : failed(ctx, AZ_BUSY);
}

enum az_result az_redaction_page(struct az_ctx *ctx, const struct az_report *report, const struct az_report_file *file,
				 int64_t page, struct az_text *out)
{
	const struct az_secret_key *by = az_report_file_key(ctx->arena, report->key);
	struct az_media_ends *ends = AZ_NEW(ctx->arena, struct az_media_ends);
	struct az_blob copy;
	AZ_TRY(find_cleaned(ctx, by, file, page, &copy));
	AZ_TRY(failed(ctx, ask(ctx, by, &copy, word_of(ctx, copy.type, page, NULL, 0), PAGE_MOST, out)));
	/* The program may have been taken over by what it read: its word is checked like a stranger's. */
	az_media_begin(ends);
	az_media_piece(ends, out->p, out->n);
	bool good = az_media_check(ends, PAGE_TYPE) == AZ_MEDIA_GOOD;
	az_media_wipe(ends);
	return good ? AZ_OK : failed(ctx, AZ_BUSY);
}

/* ---- removing ---- */

struct discarding {
	int64_t report_id, id;
};

static enum az_result discard(struct az_ctx *ctx, void *arg)
{
	const struct discarding *discarding = arg;
	struct az_redacted row = {0};
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT id, blob_id FROM report_redaction WHERE report_id = ? AND id = ? FOR UPDATE",
				  az_int(discarding->report_id), az_int(discarding->id)),
			 &map, &row));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_redaction WHERE id = ?", az_int(row.id)), NULL));
	if (row.blob_id != 0)
		AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_file WHERE id = ?", az_int(row.blob_id)), NULL));
	return az_audit(ctx, "report", discarding->report_id, "redact_discard", "", "", "");
}

enum az_result az_redacted_discard(struct az_ctx *ctx, const struct az_report *report, int64_t id)
{
	struct discarding discarding = {report->id, id};
	return az_tx(ctx, discard, &discarding);
}

enum az_result az_redacted_remove(struct az_ctx *ctx, int64_t report_id)
{
	struct az_redacted *rows;
	size_t count;
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY("SELECT id, blob_id FROM report_redaction WHERE report_id = ? LIMIT 50", az_int(report_id)),
		&map, &rows, &count, COPIES_MAX));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM report_redaction WHERE report_id = ?", az_int(report_id)), NULL));
	for (size_t i = 0; i < count; i++)
		if (rows[i].blob_id != 0)
			AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_file WHERE id = ?", az_int(rows[i].blob_id)),
					  NULL));
	return AZ_OK;
}
