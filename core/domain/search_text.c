/* Reading a search field. */
#include "domain/search_text.h"

#include <ctype.h>
#include <string.h>

#include "base/identifier.h"
#include "base/text.h"
#include "domain/name_gram.h"

#define CODE_PREFIX_MIN 4
#define NAME_MAX_POINTS 100

/* Half-width, upper case, without spaces and hyphens: how a code is compared. */
static char *code_form(struct az_arena *arena, const char *q)
{
	char *code = az_text_halfwidth(arena, q);
	size_t out = 0;
	for (const char *p = code; *p != '\0'; p++)
		if (*p != ' ' && *p != '-' && *p != '\t')
			code[out++] = (char)toupper((unsigned char)*p);
	code[out] = '\0';
	return code;
}

static bool reads_as_code(const char *code)
{
	size_t n = strlen(code);
	return n >= CODE_PREFIX_MIN && n <= AZ_CODE_CHARACTERS && code[0] >= '0' && code[0] <= '9' &&
	       strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

struct az_search_text az_search_text_read(struct az_arena *arena, const char *typed)
{
	const char *tidy = az_text_tidy(arena, typed, strlen(typed));
	const char *code = code_form(arena, tidy);
	struct az_identifier identifier;
	if (!reads_as_code(code))
		return (struct az_search_text){"", az_name_fold(arena, az_utf8_clip(arena, tidy, NAME_MAX_POINTS)), false};
	return (struct az_search_text){
		code, "", strlen(code) == AZ_CODE_CHARACTERS && !az_code_check(code, &identifier)};
}
