/* A field that people fill in: declared once, drawn, parsed, validated and
 * stored by the core (form/form.h). The core's own forms and a plugin's facts
 * use the same type. */
#ifndef ANZE_FIELD_H
#define ANZE_FIELD_H

#include <stddef.h>
#include <stdint.h>

/* One text in both languages of the portal. */
struct anze_text {
	const char *zh;
	const char *en;
};

enum anze_type {
	ANZE_TEXT = 0,  /* one line; min and max in code points */
	ANZE_LONG_TEXT, /* several lines; min and max in code points */
	ANZE_INTEGER,   /* whole number within min and max */
	ANZE_DECIMAL,   /* exact decimal with at most `scale` places; min and max in 10^-scale */
	ANZE_MONEY,     /* typed in yuan with at most two places, held in fen; min and max in fen */
	ANZE_PERCENT,   /* typed in per cent with at most two places, held in basis points */
	ANZE_DATE,      /* YYYY-MM-DD, held as days since 1970-01-01; min and max in days, both 0: no limit */
	ANZE_YES_NO,    /* "yes" or "no", held as 1 or 0 */
	ANZE_CHECK,     /* one tick box: 1 or 0; required means it must be ticked */
	ANZE_CHOICE,    /* one of the choices, by code: radios up to 7, a list above */
	ANZE_CHOICES,   /* any of the choices; min and max count them */
	ANZE_FILE,      /* uploaded files; min and max count them */
	ANZE_CODE,      /* unified social credit code, 18 characters, GB 32100-2015 */
	ANZE_PHONE,     /* digits, spaces, + and -; 7 to 20 characters */
	ANZE_PASSWORD,  /* never drawn again with its value; max in bytes */
	ANZE_HIDDEN,    /* carried along, not shown; checked like ANZE_TEXT */
	ANZE_TABLE      /* rows of `columns`, at most `max` of them; only in a plugin's facts */
};

#define ANZE_REQUIRED 1U
#define ANZE_NARROW 2U       /* drawn as wide as its content: codes, dates, numbers */
#define ANZE_AUTOCOMPLETE 4U /* the browser may fill it in (sign-in name, password) */
#define ANZE_LIST 8U         /* a choice drawn as a list whatever its length */

struct anze_choice {
	const char *code;       /* [a-z0-9_.-]{1,40} or a code of the field's standard */
	struct anze_text label; /* empty in the core's forms: the catalogue's "<form>.<field>.<code>" */
};

struct anze_field {
	const char *name; /* [a-z][a-z0-9_]{0,39}: the name and id in the page */
	enum anze_type type;
	uint32_t flags;
	int64_t min, max;       /* by type, see above; max 0 in texts: 200, in long texts: 4000 */
	uint32_t scale;         /* ANZE_DECIMAL: places after the point, 0 to 6 */
	const char *unit;       /* "m³/t"; in the core's forms a catalogue key "unit.<unit>"; NULL: none */
	struct anze_text label; /* empty in the core's forms: the catalogue's "<form>.<name>" */
	struct anze_text hint;  /* empty in the core's forms: the catalogue's "<form>.<name>.hint" if there */
	const struct anze_choice *choices; /* NULL: given at run time with az_form_choices */
	size_t choice_count;
	const struct anze_field *columns; /* ANZE_TABLE: what a row holds; no table in a table */
	size_t column_count;
};

#endif
