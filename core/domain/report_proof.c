/* Proofs of reports: written, read, judged. */
#include "domain/report_proof.h"

#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "domain/number.h"
#include "domain/site.h"

#define FIRST_LINE "ANZE PROOF 1"
#define SIGNATURE_TEXT 86 /* base64url of 64 bytes */
#define HASH_TEXT 43      /* of 32 */

/* ---- writing ---- */

const char *az_proof_signed(struct az_arena *arena, const struct az_proof *proof)
{
	struct az_buffer text;
	char day[AZ_DAY_TEXT];
	az_buffer_init(&text, arena);
	az_buffer_addf(&text, "%s\nreport %s\nreceived %s\n", FIRST_LINE, proof->no, proof->received);
	for (size_t i = 0; i < proof->file_count; i++) {
		const struct az_proof_file *file = &proof->files[i];
		az_day_print(file->on, day);
		az_buffer_addf(&text, "file %s %lld %s\n", day, (long long)file->size,
		               az_hex(arena, file->sha256, sizeof file->sha256));
	}
	az_buffer_addf(&text, "key %s\n", proof->key_id);
	return az_copy_n(arena, text.p, text.n);
}

const char *az_proof_text(struct az_arena *arena, const struct az_proof *proof)
{
	return az_format(arena, "%ssignature %s\n", az_proof_signed(arena, proof),
	                 az_base64url(arena, proof->signature, AZ_SIGNATURE));
}

/* Without what separates the parts of a time, which a QR code need not hold. */
static const char *digits(struct az_arena *arena, const char *text)
{
	char *out = az_copy(arena, text), *to = out;
	for (const char *from = text; *from != '\0'; from++)
		if (*from >= '0' && *from <= '9')
			*to++ = *from;
	*to = '\0';
	return out;
}

const char *az_proof_short(struct az_arena *arena, const struct az_proof *proof)
{
	struct az_buffer text;
	char day[AZ_DAY_TEXT];
	az_buffer_init(&text, arena);
	az_buffer_addf(&text, "1.%s.%s.%s.%s", proof->no, digits(arena, proof->received), proof->key_id,
	               az_base64url(arena, proof->signature, AZ_SIGNATURE));
	for (size_t i = 0; i < proof->file_count; i++) {
		const struct az_proof_file *file = &proof->files[i];
		az_day_print(file->on, day);
		az_buffer_addf(&text, ".%s.%lld.%s", digits(arena, day), (long long)file->size,
		               az_base64url(arena, file->sha256, sizeof file->sha256));
	}
	return az_copy_n(arena, text.p, text.n);
}

const struct az_proof *az_proof_make(struct az_ctx *ctx, const struct az_report *report,
                                     const struct az_report_file *files, size_t count, bool minute)
{
	const struct az_proof_keys *keys = ctx->site->proof_keys;
	struct az_proof *proof = AZ_NEW(ctx->arena, struct az_proof);
	az_print(proof->no, sizeof proof->no, "%s", az_report_no(ctx->arena, report));
	if (minute)
		az_instant_print(report->submitted_at, proof->received);
	else
		az_day_print(az_day_at(report->submitted_at), proof->received);
	for (size_t i = 0; i < count && i < AZ_PROOF_FILES; i++) {
		struct az_proof_file *file = &proof->files[proof->file_count++];
		size_t n;
		*file = (struct az_proof_file){.on = files[i].added_on, .size = files[i].size};
		if (file->on == AZ_DAY_NONE)
			file->on = az_day_at(report->submitted_at);
		if (sodium_hex2bin(file->sha256, sizeof file->sha256, files[i].sha256, strlen(files[i].sha256), NULL, &n,
		                   NULL) != 0 ||
		    n != sizeof file->sha256)
			return NULL;
	}
	memcpy(proof->key_id, keys->keys[0].id, sizeof proof->key_id);
	const char *text = az_proof_signed(ctx->arena, proof);
	az_sign(&keys->pair, text, strlen(text), proof->signature);
	return proof;
}

/* ---- reading: what is not exactly a proof is none ---- */

static bool take_number(struct az_proof *proof, const char *text)
{
	int64_t id;
	return az_number_parse(text, 'R', &id) && az_print(proof->no, sizeof proof->no, "%s", text);
}

/* "2026-11-26", or with " 15:04". */
static bool take_received(struct az_arena *arena, struct az_proof *proof, const char *text)
{
	az_day day;
	int64_t hour, minute;
	size_t n = strlen(text);
	if (n != AZ_DAY_TEXT - 1 && n != AZ_INSTANT_TEXT - 1)
		return false;
	if (!az_day_parse(az_copy_n(arena, text, AZ_DAY_TEXT - 1), &day))
		return false;
	if (n > AZ_DAY_TEXT - 1 && (text[10] != ' ' || text[13] != ':' || text[11] == '-' || text[14] == '-' ||
	                            !az_parse_int(az_copy_n(arena, text + 11, 2), 0, 23, &hour) ||
	                            !az_parse_int(text + 14, 0, 59, &minute)))
		return false;
	return az_print(proof->received, sizeof proof->received, "%s", text);
}

static bool take_bytes(struct az_arena *arena, const char *text, size_t length, unsigned char *out, size_t n)
{
	unsigned char *bytes;
	size_t count;
	if (strlen(text) != length || !az_base64url_decode(arena, text, &bytes, &count) || count != n)
		return false;
	memcpy(out, bytes, n);
	return true;
}

static bool take_key(struct az_proof *proof, const char *text)
{
	return strlen(text) == AZ_SIGN_ID - 1 && strspn(text, "0123456789abcdef") == AZ_SIGN_ID - 1 &&
	       az_print(proof->key_id, sizeof proof->key_id, "%s", text);
}

static struct az_proof_file *add_file(struct az_proof *proof, const char *day, const char *size)
{
	if (proof->file_count == AZ_PROOF_FILES)
		return NULL;
	struct az_proof_file *file = &proof->files[proof->file_count++];
	return az_day_parse(day, &file->on) && az_parse_int(size, 0, INT64_MAX, &file->size) ? file : NULL;
}

/* "2026-11-26 12345 <64 digits>" */
static bool take_file(struct az_arena *arena, struct az_proof *proof, const char *text)
{
	const char *size = strchr(text, ' '), *hash = size == NULL ? NULL : strchr(size + 1, ' ');
	size_t n;
	if (hash == NULL || strlen(hash + 1) != 64 || strspn(hash + 1, "0123456789abcdef") != 64)
		return false;
	struct az_proof_file *file = add_file(proof, az_copy_n(arena, text, (size_t)(size - text)),
	                                      az_copy_n(arena, size + 1, (size_t)(hash - size - 1)));
	return file != NULL && sodium_hex2bin(file->sha256, sizeof file->sha256, hash + 1, 64, NULL, &n, NULL) == 0;
}

struct reading {
	struct az_arena *arena;
	struct az_proof *proof;
	const char *at; /* the line that comes next */
};

/* The next line without white space around it; NULL at the end. */
static const char *next_line(struct reading *reading)
{
	if (*reading->at == '\0')
		return NULL;
	size_t n = strcspn(reading->at, "\n");
	const char *line = az_text_tidy(reading->arena, reading->at, n);
	reading->at += n + (reading->at[n] == '\n');
	return line;
}

/* What follows a line's name, or NULL for another line. */
static const char *named(const char *line, const char *name)
{
	size_t n = strlen(name);
	return line != NULL && strncmp(line, name, n) == 0 && line[n] == ' ' ? line + n + 1 : NULL;
}

static bool read_text(struct reading *reading)
{
	struct az_proof *proof = reading->proof;
	const char *line, *value;
	while ((line = next_line(reading)) != NULL && strcmp(line, FIRST_LINE) != 0)
		;
	value = named(next_line(reading), "report");
	if (line == NULL || value == NULL || !take_number(proof, value))
		return false;
	value = named(next_line(reading), "received");
	if (value == NULL || !take_received(reading->arena, proof, value))
		return false;
	line = next_line(reading);
	for (; (value = named(line, "file")) != NULL; line = next_line(reading))
		if (!take_file(reading->arena, proof, value))
			return false;
	value = named(line, "key");
	if (value == NULL || !take_key(proof, value))
		return false;
	value = named(next_line(reading), "signature");
	return value != NULL && take_bytes(reading->arena, value, SIGNATURE_TEXT, proof->signature, AZ_SIGNATURE);
}

/* The next part up to a dot; "" at the end. */
static const char *next_part(struct reading *reading)
{
	size_t n = strcspn(reading->at, ".");
	const char *part = az_copy_n(reading->arena, reading->at, n);
	reading->at += n + (reading->at[n] == '.');
	return part;
}

/* "20261126" or "202611261504" as it stands in the text. */
static const char *spelt(struct az_arena *arena, const char *s)
{
	size_t n = strlen(s);
	if (strspn(s, "0123456789") != n || (n != 8 && n != 12))
		return "";
	const char *day = az_format(arena, "%.4s-%.2s-%.2s", s, s + 4, s + 6);
	return n == 8 ? day : az_format(arena, "%s %.2s:%.2s", day, s + 8, s + 10);
}

static bool read_short(struct reading *reading)
{
	struct az_proof *proof = reading->proof;
	struct az_arena *arena = reading->arena;
	if (strcmp(next_part(reading), "1") != 0 || !take_number(proof, next_part(reading)) ||
	    !take_received(arena, proof, spelt(arena, next_part(reading))) || !take_key(proof, next_part(reading)) ||
	    !take_bytes(arena, next_part(reading), SIGNATURE_TEXT, proof->signature, AZ_SIGNATURE))
		return false;
	while (*reading->at != '\0') {
		const char *day = spelt(arena, next_part(reading)), *size = next_part(reading);
		struct az_proof_file *file = add_file(proof, day, size);
		if (file == NULL || !take_bytes(arena, next_part(reading), HASH_TEXT, file->sha256, sizeof file->sha256))
			return false;
	}
	return true;
}

enum az_proof_verdict az_proof_check(struct az_arena *arena, const struct az_proof_keys *keys, const char *text,
                                     struct az_proof *proof)
{
	const char *link = strstr(text, "?p=1."); /* the whole address of a QR code */
	struct reading reading = {arena, proof, link == NULL ? text : link + strlen("?p=")};
	*proof = (struct az_proof){0};
	if (!(strncmp(reading.at, "1.", 2) == 0 ? read_short(&reading) : read_text(&reading)))
		return AZ_PROOF_UNREADABLE;
	const struct az_proof_key *key = az_proof_key_of(keys, proof->key_id);
	if (key == NULL)
		return AZ_PROOF_KEY_UNKNOWN;
	const char *said = az_proof_signed(arena, proof);
	return az_sign_good(key->open, said, strlen(said), proof->signature) ? AZ_PROOF_GENUINE : AZ_PROOF_ALTERED;
}
