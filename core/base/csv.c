#include "base/csv.h"

#include <inttypes.h>
#include <string.h>

void az_csv_begin(struct az_csv *csv, struct az_buffer *out, bool mark)
{
	if (mark)
		az_buffer_add_text(out, "\xef\xbb\xbf");
	csv->out = out;
	csv->cells = 0;
	csv->start = out->n;
}

static void separate(struct az_csv *csv)
{
	if (csv->cells++ > 0)
		az_buffer_add_char(csv->out, ',');
}

/* The signs with which spreadsheets begin a formula, also as full-width forms
 * (Chinese and Japanese editions take them too), and the white space that they
 * skip before one. */
static bool formula(const char *p, size_t n)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};

	/* A text that has apostrophes of its own gets one more: so it comes back as it was. */
	for (; n > 0 && p[0] == '\''; n--)
		p++;
	if (n == 0)
		return false;
	if (memchr("=+-@\t\r\n", p[0], 7) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (n >= 3 && memcmp(p, wide[i], 3) == 0)
			return true;
	return false;
}

const char *az_csv_unguard(const char *s)
{
	return s[0] == '\'' && formula(s + 1, strlen(s + 1)) ? s + 1 : s;
}

static bool to_quote(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memchr(",\"\r\n", p[i], 4) != NULL)
			return true;
	return n > 0 && (p[0] == ' ' || p[n - 1] == ' ');
}

void az_csv_text_n(struct az_csv *csv, const char *p, size_t n)
{
	bool quoted = to_quote(p, n);

	separate(csv);
	if (quoted)
		az_buffer_add_char(csv->out, '"');
	if (formula(p, n))
		az_buffer_add_char(csv->out, '\'');
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '"')
			az_buffer_add_char(csv->out, '"');
		az_buffer_add_char(csv->out, p[i]);
	}
	if (quoted)
		az_buffer_add_char(csv->out, '"');
}

void az_csv_text(struct az_csv *csv, const char *s)
{
	az_csv_text_n(csv, s != NULL ? s : "", s != NULL ? strlen(s) : 0);
}

void az_csv_int(struct az_csv *csv, int64_t value)
{
	separate(csv);
	az_buffer_addf(csv->out, "%" PRId64, value);
}

void az_csv_decimal(struct az_csv *csv, struct az_dec value)
{
	char text[AZ_DEC_TEXT];

	az_dec_print(value, text);
	separate(csv);
	az_buffer_add_text(csv->out, text);
}

void az_csv_end_row(struct az_csv *csv)
{
	/* One empty cell alone would be an empty line, which readers skip. */
	if (csv->cells == 1 && csv->out->n == csv->start)
		az_buffer_add_text(csv->out, "\"\"");
	az_buffer_add_text(csv->out, "\r\n");
	csv->cells = 0;
	csv->start = csv->out->n;
}
