/* ClearSilver at arm's length: this file and page.c are the only ones that see it.
 *
 * A parse tree is kept for each template and rendered again by giving it the
 * request's data; the catalogue hangs behind as the global data. The escape mode
 * is read when a tree is parsed, so it stands in the data that parsing sees. */
#include "view/view.h"

#include <ClearSilver.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "view/page.h"

#define TEMPLATES_MAX 256
#define NAME_MAX_BYTES 80
#define KEY_MAX_BYTES 160

struct template {
	char name[NAME_MAX_BYTES]; /* "public/home" */
	CSPARSE *tree;             /* NULL: it could not be parsed */
};

struct az_view {
	char *directory;
	HDF *parse_data; /* the trees keep a pointer into it */
	HDF *catalogues[AZ_LANGUAGES];
	struct template templates[TEMPLATES_MAX];
	size_t template_count;
};

static const char *const language_files[AZ_LANGUAGES] = {"zh", "en"};

/* Logs and frees an error; true when there was one. */
static bool failed(NEOERR *error, const char *event, const char *what)
{
	if (error == STATUS_OK)
		return false;
	STRING text;
	string_init(&text);
	nerr_error_string(error, &text);
	az_log(AZ_LOG_ERROR, event, "%s: %s", what, text.buf == NULL ? "out of memory" : text.buf);
	string_clear(&text);
	nerr_ignore(&error);
	return true;
}

/* The texts of the rooms: lang/zh/report.hdf and so on, beside the common ones in lang/zh.hdf. */
static bool load_rooms(HDF *catalogue, const char *directory)
{
	DIR *open = opendir(directory);
	bool good = true;
	if (open == NULL)
		return true;
	for (struct dirent *entry; good && (entry = readdir(open)) != NULL;) {
		size_t n = strlen(entry->d_name);
		char path[1024];
		if (n > 4 && strcmp(entry->d_name + n - 4, ".hdf") == 0)
			good = az_print(path, sizeof path, "%s/%s", directory, entry->d_name) &&
			       !failed(hdf_read_file(catalogue, path), "view.catalogue", path);
	}
	closedir(open);
	return good;
}

static bool load_catalogues(struct az_view *view)
{
	for (size_t i = 0; i < AZ_LANGUAGES; i++) {
		char path[1024], rooms[1024];
		if (!az_print(path, sizeof path, "%s/lang/%s.hdf", view->directory, language_files[i]) ||
		    !az_print(rooms, sizeof rooms, "%s/lang/%s", view->directory, language_files[i]) ||
		    failed(hdf_init(&view->catalogues[i]), "view.catalogue", path) ||
		    failed(hdf_read_file(view->catalogues[i], path), "view.catalogue", path) ||
		    !load_rooms(view->catalogues[i], rooms))
			return false;
	}
	return true;
}

static void parse_template(struct az_view *view, const char *name, int *faults)
{
	if (view->template_count == TEMPLATES_MAX)
		return;
	struct template *template = &view->templates[view->template_count++];
	char path[1024];
	az_print(template->name, sizeof template->name, "%s", name);
	if (az_print(path, sizeof path, "%s/%s.cs", view->directory, name) &&
	    !failed(cs_init(&template->tree, view->parse_data), "view.template", path)) {
		if (!failed(cs_parse_file(template->tree, path), "view.template", path))
			return;
		cs_destroy(&template->tree);
	}
	template->tree = NULL;
	(*faults)++;
}

/* Every *.cs one folder down; layout.cs and macros.cs at the top are included, never rendered. */
static void parse_all(struct az_view *view, const char *folder, int *faults)
{
	char path[1024];
	if (!az_print(path, sizeof path, "%s%s%s", view->directory, folder[0] == '\0' ? "" : "/", folder))
		return;
	DIR *open = opendir(path);
	if (open == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
		size_t n = strlen(entry->d_name);
		char name[NAME_MAX_BYTES];
		if (entry->d_name[0] == '.')
			continue;
		if (folder[0] == '\0' && entry->d_type == DT_DIR && strcmp(entry->d_name, "lang") != 0) {
			parse_all(view, entry->d_name, faults);
		} else if (folder[0] != '\0' && n > 3 && strcmp(entry->d_name + n - 3, ".cs") == 0) {
			if (az_print(name, sizeof name, "%s/%.*s", folder, (int)(n - 3), entry->d_name))
				parse_template(view, name, faults);
		}
	}
	closedir(open);
}

/* The names that the pages' code gives (AZ_TEMPLATE_NAMED); the linker marks where they begin and end. */
extern const char __start_az_templates[][AZ_TEMPLATE_NAME] __attribute__((weak));
extern const char __stop_az_templates[][AZ_TEMPLATE_NAME] __attribute__((weak));

static const struct template *find_template(const struct az_view *view, const char *name)
{
	for (size_t i = 0; i < view->template_count; i++)
		if (strcmp(view->templates[i].name, name) == 0)
			return &view->templates[i];
	return NULL;
}

static void look_for_missing(const struct az_view *view, int *faults)
{
	for (const char(*name)[AZ_TEMPLATE_NAME] = __start_az_templates; name != __stop_az_templates; name++)
		if (find_template(view, *name) == NULL) {
			az_log(AZ_LOG_ERROR, "view.template", "missing: %s/%s.cs", view->directory, *name);
			(*faults)++;
		}
}

struct az_view *az_view_new(const char *directory, int *faults)
{
	struct az_view *view = calloc(1, sizeof *view);
	if (view == NULL)
		abort();
	view->directory = strdup(directory);
	*faults = 0;
	if (!load_catalogues(view) || failed(hdf_init(&view->parse_data), "view.start", directory) ||
	    failed(hdf_set_value(view->parse_data, "Config.VarEscapeMode", "html"), "view.start", directory) ||
	    failed(hdf_set_value(view->parse_data, "hdf.loadpaths.0", directory), "view.start", directory)) {
		az_view_free(view);
		return NULL;
	}
	parse_all(view, "", faults);
	look_for_missing(view, faults);
	return view;
}

void az_view_free(struct az_view *view)
{
	if (view == NULL)
		return;
	for (size_t i = 0; i < view->template_count; i++)
		if (view->templates[i].tree != NULL)
			cs_destroy(&view->templates[i].tree);
	for (size_t i = 0; i < AZ_LANGUAGES; i++)
		hdf_destroy(&view->catalogues[i]);
	hdf_destroy(&view->parse_data);
	free(view->directory);
	free(view);
}

/* "T." and the key. By hand: a page asks for hundreds of texts, and printf took a tenth of its time. */
static const char *look_up(const struct az_view *view, enum az_language language, const char *family, const char *key)
{
	char path[KEY_MAX_BYTES] = "T.";
	size_t n = 2, family_length = family == NULL ? 0 : strlen(family), length = strlen(key);
	if (family_length + length + 4 > sizeof path)
		return NULL;
	if (family != NULL) {
		memcpy(path + n, family, family_length);
		n += family_length;
		path[n++] = '.';
	}
	memcpy(path + n, key, length + 1);
	return hdf_get_value(view->catalogues[language], path, NULL);
}

const char *az_view_find(const struct az_view *view, enum az_language language, const char *key)
{
	return look_up(view, language, NULL, key);
}

const char *az_view_find_code(const struct az_view *view, enum az_language language, const char *family, const char *code)
{
	return look_up(view, language, family, code);
}

const char *az_view_text(const struct az_view *view, struct az_arena *arena, enum az_language language,
                         const char *key, const char *const *args, size_t count)
{
	const char *pattern = az_view_find(view, language, key);
	if (pattern == NULL) {
		az_log(AZ_LOG_ERROR, "view.key", "missing=%s", key);
		return az_copy(arena, key);
	}
	const char *brace = strchr(pattern, '{');
	if (brace == NULL)
		return pattern;
	struct az_buffer out;
	az_buffer_init(&out, arena);
	const char *at = pattern;
	for (; brace != NULL; brace = strchr(brace, '{')) {
		if (brace[1] < '0' || brace[1] > '9' || brace[2] != '}') {
			brace++;
			continue;
		}
		size_t i = (size_t)(brace[1] - '0');
		az_buffer_add(&out, at, (size_t)(brace - at));
		if (i < count)
			az_buffer_add_text(&out, args[i]);
		brace += 3;
		at = brace;
	}
	az_buffer_add_text(&out, at);
	return out.p;
}

static NEOERR *put(void *self, char *text)
{
	az_buffer_add(self, text, strlen(text));
	return STATUS_OK;
}

enum az_result az_view_render(struct az_view *view, enum az_language language, const char *name, HDF *data,
                              struct az_buffer *out)
{
	const struct template *template = find_template(view, name);
	if (template == NULL || template->tree == NULL) {
		az_log(AZ_LOG_ERROR, "view.template", "%s: %s/%s.cs", template == NULL ? "missing" : "faulty",
		       view->directory, name);
		return AZ_INTERNAL;
	}
	template->tree->hdf = data;
	template->tree->global_hdf = view->catalogues[language];
	NEOERR *error = cs_render(template->tree, out, put);
	template->tree->hdf = view->parse_data;
	return failed(error, "view.render", name) ? AZ_INTERNAL : AZ_OK;
}
