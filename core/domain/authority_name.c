/* Short names of authorities. */
#include "domain/authority_name.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "domain/name_gram.h"

#define PLACE_MOST 6 /* characters of a place, with its last one */
#define FIELD_LEAST 2

struct letters {
	uint32_t *p;
	size_t n;
};

struct known {
	const char *folded, *county;
	struct letters name;
	size_t place; /* characters of its place, which it begins with; 0: it has none */
};

struct az_authority_question {
	const char *folded;
	struct letters text;
	struct known *known;
	size_t count;
};

static struct letters letters_of(struct az_arena *arena, const char *folded)
{
	size_t n = strlen(folded), at = 0;
	struct letters out = {AZ_NEW_ARRAY(arena, n + 1, uint32_t), 0};
	while (at < n)
		out.p[out.n++] = az_utf8_next(folded, n, &at);
	return out;
}

static bool is_one_of(uint32_t letter, const uint32_t *set, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (set[i] == letter)
			return true;
	return false;
}
#define IS_ONE_OF(letter, set) is_one_of(letter, set, sizeof(set) / sizeof((set)[0]))

/* 市 区 县: what the name of a place ends with. */
#define CITY 0x5e02
static const uint32_t marks[] = {CITY, 0x533a, 0x53bf};

/* 管理监督和委员会分总国家市区县办公室厅局服务: what names of authorities of any field have in common says nothing
 * about one. */
static const uint32_t common[] = {0x7ba1, 0x7406, 0x76d1, 0x7763, 0x548c, 0x59d4, 0x5458, 0x4f1a,
				  0x5206, 0x603b, 0x56fd, 0x5bb6, 0x5e02, 0x533a, 0x53bf, 0x529e,
				  0x516c, 0x5ba4, 0x5385, 0x5c40, 0x670d, 0x52a1};

/* 局 委 办 厅 */
static const uint32_t offices[] = {0x5c40, 0x59d4, 0x529e, 0x5385};

/* How many characters of a name are its place: 泰山区 of 泰山区应急管理局; 0: it has none. */
static size_t place_length(const struct letters *name)
{
	for (size_t i = 2; i < name->n && i < PLACE_MOST; i++)
		if (IS_ONE_OF(name->p[i], marks))
			return i + 1;
	return 0;
}

/* Where the short form of a field begins that ends before `end`, the place of its last word; `end` when there is none.
 */
static size_t field_begin(const struct letters *text, size_t end, const uint32_t *field, size_t n)
{
	size_t begin = end, left = n - 1, telling = 0;
	while (begin > 0) {
		size_t at = left;
		while (at > 0 && field[at - 1] != text->p[begin - 1])
			at--;
		if (at == 0)
			break;
		left = at - 1;
		begin--;
		telling += !IS_ONE_OF(text->p[begin], common);
	}
	return telling >= FIELD_LEAST ? begin : end;
}

/* The place of a name, when it stands in the text before `end`, at its last place there: where it ends; 0. Without the
 * mark (泰山应急局) it counts when no other place's mark follows. */
static size_t place_end(const struct letters *text, size_t end, const struct known *known)
{
	const struct letters *name = &known->name;
	size_t place = known->place, found = 0;
	for (size_t at = 0; place > 0 && at + place - 1 <= end; at++) {
		size_t after = at + place - 1;
		if (memcmp(text->p + at, name->p, (place - 1) * sizeof *name->p) != 0)
			continue;
		bool marked = after < end && IS_ONE_OF(text->p[after], marks);
		if (!marked || text->p[after] == name->p[after - at])
			found = after + marked;
	}
	return found;
}

/* Whose it is: what stands before the field. */
static enum az_authority_fit place_fit(const struct az_authority_question *question, size_t end, size_t which,
				       const char *county)
{
	const struct letters *text = &question->text;
	const char *own = question->known[which].county;
	size_t nearest = 0;
	bool fits = false;
	for (size_t i = 0; i < question->count; i++) {
		size_t at = place_end(text, end, &question->known[i]);
		if (at < nearest || at == 0)
			continue;
		fits = (at == nearest && fits) || strcmp(question->known[i].county, own) == 0;
		nearest = at;
	}
	if (nearest > 0)
		return fits ? AZ_AUTHORITY_MEANT : AZ_AUTHORITY_NOT;
	if (end == 0 || !IS_ONE_OF(text->p[end - 1], marks))
		return AZ_AUTHORITY_PERHAPS;
	if (text->p[end - 1] == CITY)
		return own[0] == '\0' ? AZ_AUTHORITY_MEANT : AZ_AUTHORITY_NOT;
	if (own[0] == '\0')
		return AZ_AUTHORITY_NOT;
	if (county[0] == '\0')
		return AZ_AUTHORITY_PERHAPS;
	return strcmp(own, county) == 0 ? AZ_AUTHORITY_MEANT : AZ_AUTHORITY_NOT;
}

bool az_authority_like(struct az_arena *arena, const char *description)
{
	struct letters text = letters_of(arena, az_name_fold(arena, description));
	return text.n > 0 && IS_ONE_OF(text.p[text.n - 1], offices);
}

struct az_authority_question *az_authority_ask(struct az_arena *arena, const char *description,
					       const struct az_authority_name *names, size_t count)
{
	struct az_authority_question *question = AZ_NEW(arena, struct az_authority_question);
	question->folded = az_name_fold(arena, description);
	question->text = letters_of(arena, question->folded);
	question->known = AZ_NEW_ARRAY(arena, count + 1, struct known);
	question->count = count;
	for (size_t i = 0; i < count; i++) {
		struct known *known = &question->known[i];
		known->folded = az_name_fold(arena, names[i].name);
		known->county = names[i].county;
		known->name = letters_of(arena, known->folded);
		known->place = place_length(&known->name);
	}
	return question;
}

enum az_authority_fit az_authority_fit(const struct az_authority_question *question, size_t which, const char *county)
{
	const struct letters *text = &question->text;
	const struct known *known = &question->known[which];
	const struct letters *name = &known->name;
	enum az_authority_fit best = AZ_AUTHORITY_NOT;
	if (known->folded[0] != '\0' && strstr(question->folded, known->folded) != NULL)
		return AZ_AUTHORITY_MEANT;
	for (size_t i = 0; name->n > known->place && i < text->n && best != AZ_AUTHORITY_MEANT; i++) {
		if (text->p[i] != name->p[name->n - 1])
			continue;
		size_t begin = field_begin(text, i, name->p + known->place, name->n - known->place);
		if (begin == i)
			continue;
		enum az_authority_fit fit = place_fit(question, begin, which, county);
		best = fit > best ? fit : best;
	}
	return best;
}
