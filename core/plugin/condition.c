#include "plugin/condition.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "plugin/condition_private.h"

#define SHOWN 40 /* code points of what was found, in a fault */

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_NUMBER,
	TOKEN_STRING,
	TOKEN_WORD,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_COMPARE
};

struct token {
	enum token_kind kind;
	size_t from, to; /* bytes of the source */
	size_t position;
	const char *text;             /* name, string, word */
	struct az_dec number;         /* TOKEN_NUMBER */
	enum az_node_kind comparison; /* TOKEN_COMPARE */
};

struct reader {
	struct az_arena *arena;
	const char *source;
	size_t n, at;
	size_t point; /* code points before `at` */
	struct token token;
	unsigned depth, nodes;
	struct az_condition *condition;
	struct az_condition_fault *fault;
};

/* --- faults --- */

static bool fail(struct reader *reader, const char *key, size_t position, const char *found, const char *sign)
{
	*reader->fault = (struct az_condition_fault){
		.problem = {key, {az_format(reader->arena, "%zu", position), found, sign}}, .position = position};
	return false;
}

static const char *shown(const struct reader *reader, size_t from, size_t to)
{
	return az_utf8_clip(reader->arena, az_copy_n(reader->arena, reader->source + from, to - from), SHOWN);
}

/* The token is not what belongs here; another sentence when the text just ends. */
static bool unexpected(struct reader *reader, const char *key, const char *key_at_end, const char *sign)
{
	const struct token *token = &reader->token;
	bool end = token->kind == TOKEN_END;

	return fail(reader, end ? key_at_end : key, token->position, end ? NULL : shown(reader, token->from, token->to),
		    sign);
}

/* --- from bytes to tokens --- */

/* The code point at `at`, full-width forms (but for quotes) as ASCII, white space
 * as ' ', 0 at the end; `next` is the offset behind it. */
static uint32_t peek(const struct reader *reader, size_t at, size_t *next)
{
	uint32_t point;

	*next = at;
	if (at >= reader->n)
		return 0;
	point = az_utf8_next(reader->source, reader->n, next);
	if (point >= 0xff01 && point <= 0xff5e && point != 0xff02 && point != 0xff07)
		return point - 0xfee0;
	if (point == '\t' || point == '\n' || point == '\r' || point == 0x3000 || point == 0xa0 || point == 0xfeff)
		return ' ';
	return point;
}

static uint32_t take(struct reader *reader)
{
	uint32_t point = peek(reader, reader->at, &reader->at);

	reader->point += point != 0;
	return point;
}

static uint32_t ahead(const struct reader *reader)
{
	size_t next;

	return peek(reader, reader->at, &next);
}

static bool digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool letter(uint32_t point)
{
	return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || point == '_';
}

static bool in_name(uint32_t point)
{
	return letter(point) || digit(point) || point == '-' || point == '.';
}

bool az_condition_number(const char *text, struct az_dec *out)
{
	size_t sign = text[0] == '-';
	size_t whole = strspn(text + sign, "0123456789");
	const char *rest = text + sign + whole;
	size_t places = rest[0] == '.' ? strspn(rest + 1, "0123456789") : 0;

	if (whole == 0 || (rest[0] == '.' && places == 0) || rest[rest[0] == '.' ? places + 1 : 0] != '\0')
		return false;
	return az_dec_parse(text, AZ_DEC_PLACES, out) == AZ_DEC_GOOD;
}

/* "${name}"; the "$" is taken. */
static bool read_name(struct reader *reader)
{
	struct token *token = &reader->token;
	char name[AZ_CONDITION_NAME + 1];
	size_t length = 0;

	if (ahead(reader) != '{')
		return fail(reader, "condition.fault.name", token->position, NULL, NULL);
	(void)take(reader);
	while (in_name(ahead(reader)) && length < AZ_CONDITION_NAME)
		name[length++] = (char)take(reader);
	if (length == 0 || !letter((unsigned char)name[0]) || ahead(reader) != '}')
		return fail(reader, "condition.fault.name", token->position, NULL, NULL);
	(void)take(reader);
	token->kind = TOKEN_NAME;
	token->text = az_copy_n(reader->arena, name, length);
	return true;
}

/* Behind the opening quote. */
static bool read_string(struct reader *reader, uint32_t quote)
{
	struct token *token = &reader->token;
	size_t from = reader->at;

	for (;;) {
		size_t end = reader->at;
		unsigned char raw = (unsigned char)reader->source[end]; /* the NUL when the text ends */
		if (raw < ' ' || raw == 0x7f)
			return fail(reader, "condition.fault.string", token->position, NULL, NULL);
		if (raw == quote) {
			(void)take(reader);
			token->kind = TOKEN_STRING;
			token->text = az_copy_n(reader->arena, reader->source + from, end - from);
			return true;
		}
		(void)take(reader);
	}
}

static bool read_number(struct reader *reader, uint32_t first)
{
	struct token *token = &reader->token;
	char text[48];
	size_t length = 0;

	text[length++] = (char)first;
	while ((digit(ahead(reader)) || ahead(reader) == '.') && length < sizeof text - 1)
		text[length++] = (char)take(reader);
	text[length] = '\0';
	token->kind = TOKEN_NUMBER;
	if (in_name(ahead(reader)) || !az_condition_number(text, &token->number))
		return fail(reader, "condition.fault.number", token->position, shown(reader, token->from, reader->at),
			    NULL);
	return true;
}

static void read_word(struct reader *reader, uint32_t first)
{
	char word[16];
	size_t length = 0;

	word[length++] = (char)first;
	while (in_name(ahead(reader))) {
		uint32_t point = take(reader);
		if (length < sizeof word - 1)
			word[length++] = (char)point;
	}
	reader->token.kind = TOKEN_WORD;
	reader->token.text = az_copy_n(reader->arena, word, length);
}

static bool read_sign(struct reader *reader, uint32_t point)
{
	struct token *token = &reader->token;
	bool equal = (point == '!' || point == '<' || point == '>') && ahead(reader) == '=';

	if (equal)
		(void)take(reader);
	token->kind = TOKEN_COMPARE;
	switch (point) {
	case '(':
		token->kind = TOKEN_OPEN;
		return true;
	case ')':
		token->kind = TOKEN_CLOSE;
		return true;
	case ',':
		token->kind = TOKEN_COMMA;
		return true;
	case '=':
		token->comparison = AZ_NODE_EQUAL;
		return true;
	case '<':
		token->comparison = equal ? AZ_NODE_AT_MOST : AZ_NODE_BELOW;
		return true;
	case '>':
		token->comparison = equal ? AZ_NODE_AT_LEAST : AZ_NODE_ABOVE;
		return true;
	default:
		token->comparison = AZ_NODE_UNEQUAL;
		return equal || fail(reader, "condition.fault.character", token->position,
				     shown(reader, token->from, reader->at), NULL);
	}
}

/* Moves on to the next token; false when there is none to be made. */
static bool advance(struct reader *reader)
{
	struct token *token = &reader->token;
	uint32_t point;
	bool good = true;

	while (ahead(reader) == ' ')
		(void)take(reader);
	*token = (struct token){.kind = TOKEN_END, .from = reader->at, .position = reader->point + 1};
	point = take(reader);
	if (point == '$')
		good = read_name(reader);
	else if (point == '\'' || point == '"')
		good = read_string(reader, point);
	else if (digit(point) || (point == '-' && digit(ahead(reader))))
		good = read_number(reader, point);
	else if (letter(point))
		read_word(reader, point);
	else if (point != 0)
		good = read_sign(reader, point);
	token->to = reader->at;
	return good;
}

static bool is_word(const struct reader *reader, const char *word)
{
	return reader->token.kind == TOKEN_WORD && strcmp(reader->token.text, word) == 0;
}

/* --- from tokens to the tree --- */

static struct az_node *read_or(struct reader *reader);

static struct az_node *node_new(struct reader *reader, enum az_node_kind kind, size_t position)
{
	struct az_node *node = AZ_NEW(reader->arena, struct az_node);

	if (++reader->nodes > AZ_CONDITION_NODES) {
		(void)fail(reader, "condition.fault.too_many", reader->token.position,
			   az_format(reader->arena, "%d", AZ_CONDITION_NODES), NULL);
		return NULL;
	}
	node->kind = kind;
	node->position = position;
	return node;
}

static bool expect(struct reader *reader, enum token_kind kind, const char *sign)
{
	if (reader->token.kind != kind)
		return unexpected(reader, "condition.fault.expected_sign", "condition.fault.ends_sign", sign);
	return advance(reader);
}

/* The place of a name in the list, where it is put when it is new. */
static size_t name_index(struct reader *reader)
{
	struct az_condition *condition = reader->condition;
	size_t i = 0;

	while (i < condition->name_count && strcmp(condition->names[i].name, reader->token.text) != 0)
		i++;
	if (i == condition->name_count)
		condition->names[condition->name_count++] =
			(struct az_condition_name){reader->token.text, reader->token.position};
	return i;
}

/* What stands for a condition must be able to be one. */
static bool holds(struct reader *reader, const struct az_node *node)
{
	if (node->kind != AZ_NODE_NUMBER && node->kind != AZ_NODE_STRING)
		return true;
	return fail(reader, "condition.fault.not_a_condition", node->position, NULL, NULL);
}

static bool has_order(struct reader *reader, const struct az_node *node)
{
	struct az_dec number;

	if (node->kind == AZ_NODE_NAME || node->kind == AZ_NODE_NUMBER ||
	    (node->kind == AZ_NODE_STRING && az_condition_number(node->text, &number)))
		return true;
	return fail(reader, "condition.fault.not_a_number", node->position, NULL, NULL);
}

/* "(" condition ")" with the depth counted. */
static struct az_node *read_group(struct reader *reader)
{
	struct az_node *node;

	if (reader->token.kind == TOKEN_OPEN && reader->depth >= AZ_CONDITION_DEPTH) {
		(void)fail(reader, "condition.fault.too_deep", reader->token.position,
			   az_format(reader->arena, "%d", AZ_CONDITION_DEPTH), NULL);
		return NULL;
	}
	reader->depth++;
	if (!expect(reader, TOKEN_OPEN, "(") || (node = read_or(reader)) == NULL || !expect(reader, TOKEN_CLOSE, ")"))
		return NULL;
	reader->depth--;
	return node;
}

static struct az_node *read_selected(struct reader *reader, size_t position)
{
	struct az_node *node = node_new(reader, AZ_NODE_SELECTED, position);

	if (node == NULL || !expect(reader, TOKEN_OPEN, "("))
		return NULL;
	if (reader->token.kind != TOKEN_NAME) {
		(void)unexpected(reader, "condition.fault.expected_name", "condition.fault.ends_name", NULL);
		return NULL;
	}
	node->index = name_index(reader);
	if (!advance(reader) || !expect(reader, TOKEN_COMMA, ","))
		return NULL;
	if (reader->token.kind != TOKEN_STRING || reader->token.text[0] == '\0' ||
	    strchr(reader->token.text, ' ') != NULL) {
		(void)unexpected(reader, "condition.fault.expected_code", "condition.fault.ends_code", NULL);
		return NULL;
	}
	node->text = reader->token.text;
	return advance(reader) && expect(reader, TOKEN_CLOSE, ")") ? node : NULL;
}

static struct az_node *read_function(struct reader *reader)
{
	size_t position = reader->token.position;
	bool negation = is_word(reader, "not"), selection = is_word(reader, "selected"), yes = is_word(reader, "true");
	struct az_node *node;

	if (is_word(reader, "and") || is_word(reader, "or")) {
		(void)unexpected(reader, "condition.fault.expected_value", NULL, NULL);
		return NULL;
	}
	if (!negation && !selection && !yes && !is_word(reader, "false")) {
		(void)unexpected(reader, "condition.fault.function", NULL, NULL);
		return NULL;
	}
	if (!advance(reader))
		return NULL;
	if (selection)
		return read_selected(reader, position);
	node = node_new(reader, negation ? AZ_NODE_NOT : AZ_NODE_TRUTH, position);
	if (node == NULL)
		return NULL;
	node->yes = yes;
	if (!negation)
		return expect(reader, TOKEN_OPEN, "(") && expect(reader, TOKEN_CLOSE, ")") ? node : NULL;
	node->first = read_group(reader);
	return node->first != NULL && holds(reader, node->first) ? node : NULL;
}

static struct az_node *read_value(struct reader *reader)
{
	const struct token *token = &reader->token;
	struct az_node *node;

	switch (token->kind) {
	case TOKEN_OPEN:
		return read_group(reader);
	case TOKEN_WORD:
		return read_function(reader);
	case TOKEN_NAME:
		node = node_new(reader, AZ_NODE_NAME, token->position);
		break;
	case TOKEN_NUMBER:
		node = node_new(reader, AZ_NODE_NUMBER, token->position);
		break;
	case TOKEN_STRING:
		node = node_new(reader, AZ_NODE_STRING, token->position);
		break;
	default:
		(void)unexpected(reader, "condition.fault.expected_value", "condition.fault.ends_value", NULL);
		return NULL;
	}
	if (node == NULL)
		return NULL;
	if (node->kind == AZ_NODE_NAME)
		node->index = name_index(reader);
	node->text = token->text;
	node->number = token->number;
	return advance(reader) ? node : NULL;
}

static struct az_node *read_comparison(struct reader *reader)
{
	struct az_node *left = read_value(reader), *right, *node;

	if (left == NULL || reader->token.kind != TOKEN_COMPARE)
		return left;
	node = node_new(reader, reader->token.comparison, left->position);
	if (node == NULL || !advance(reader) || (right = read_value(reader)) == NULL)
		return NULL;
	if (node->kind != AZ_NODE_EQUAL && node->kind != AZ_NODE_UNEQUAL &&
	    !(has_order(reader, left) && has_order(reader, right)))
		return NULL;
	node->first = left;
	left->next = right;
	return node;
}

/* One part, or several that the word joins. */
static struct az_node *read_chain(struct reader *reader, struct az_node *(*part)(struct reader *), const char *word,
				  enum az_node_kind kind)
{
	struct az_node *node = part(reader), *last = node, *chain;

	if (node == NULL || !is_word(reader, word))
		return node;
	chain = node_new(reader, kind, node->position);
	if (chain == NULL || !holds(reader, node))
		return NULL;
	chain->first = node;
	while (is_word(reader, word)) {
		if (!advance(reader) || (node = part(reader)) == NULL || !holds(reader, node))
			return NULL;
		last->next = node;
		last = node;
	}
	return chain;
}

static struct az_node *read_and(struct reader *reader)
{
	return read_chain(reader, read_comparison, "and", AZ_NODE_AND);
}

static struct az_node *read_or(struct reader *reader)
{
	return read_chain(reader, read_and, "or", AZ_NODE_OR);
}

static struct az_node *read_whole(struct reader *reader)
{
	struct az_node *root;

	if (!advance(reader))
		return NULL;
	if (reader->token.kind == TOKEN_END) {
		(void)fail(reader, "condition.fault.empty", 0, NULL, NULL);
		return NULL;
	}
	root = read_or(reader);
	if (root == NULL || !holds(reader, root))
		return NULL;
	if (reader->token.kind != TOKEN_END) {
		(void)unexpected(reader, "condition.fault.expected_operator", NULL, NULL);
		return NULL;
	}
	return root;
}

enum az_result az_condition_parse(struct az_arena *arena, const char *text, struct az_condition **out,
				  struct az_condition_fault *fault)
{
	struct az_condition *condition = AZ_NEW(arena, struct az_condition);
	struct reader reader = {.arena = arena, .source = text, .condition = condition, .fault = fault};
	const char *limit = az_format(arena, "%d", AZ_CONDITION_BYTES);
	size_t good;

	*out = NULL;
	reader.n = strnlen(text, AZ_CONDITION_BYTES + 1);
	good = az_utf8_check(text, reader.n);
	if (reader.n > AZ_CONDITION_BYTES) {
		(void)fail(&reader, "condition.fault.too_long", 0, limit, NULL);
		return AZ_INVALID;
	}
	if (good != reader.n) {
		(void)fail(&reader, "condition.fault.not_utf8", az_utf8_count(text, good) + 1, NULL, NULL);
		return AZ_INVALID;
	}
	condition->names = AZ_NEW_ARRAY(arena, AZ_CONDITION_NODES, struct az_condition_name);
	condition->root = read_whole(&reader);
	if (condition->root == NULL)
		return AZ_INVALID;
	condition->text = az_condition_print(arena, condition->root, condition->names);
	if (strlen(condition->text) > AZ_CONDITION_BYTES) {
		(void)fail(&reader, "condition.fault.too_long", 0, limit, NULL);
		return AZ_INVALID;
	}
	*fault = (struct az_condition_fault){0};
	*out = condition;
	return AZ_OK;
}

const char *az_condition_text(const struct az_condition *condition)
{
	return condition->text;
}

size_t az_condition_names(const struct az_condition *condition, const struct az_condition_name **out)
{
	*out = condition->names;
	return condition->name_count;
}
