#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "plugin/internal.h"

/* What the first plugins had; members after these may be absent. */
#define SIZE_LEAST (offsetof(struct anze_plugin, item_count) + sizeof(size_t))

static void *need(void *memory)
{
	if (!memory) {
		az_log(AZ_LOG_ERROR, "plugin.memory", "no memory for the plugins");
		abort();
	}
	return memory;
}

const char *az_plugin_state_name(enum az_plugin_state state)
{
	static const char *const names[] = {"loaded", "missing", "unreadable", "symbol", "abi", "size", "content", "aside"};
	return (size_t)state < ANZE_COUNT(names) ? names[state] : "unknown";
}

static const char *fault_key(enum az_plugin_state state)
{
	static const char *const keys[] = {
		NULL,
		"plugin.fault.missing",
		"plugin.fault.unreadable",
		"plugin.fault.symbol",
		"plugin.fault.abi",
		"plugin.fault.size",
		"plugin.fault.content",
		"plugin.fault.aside",
	};
	return keys[state];
}

__attribute__((format(printf, 3, 4))) static void refuse(struct az_plugin_entry *entry, enum az_plugin_state state,
							 const char *format, ...)
{
	struct az_plugin *plugin = &entry->public;
	plugin->state = state;
	plugin->fault_key = fault_key(state);
	plugin->fault_args[0] = entry->sector;
	plugin->fault_args[1] = entry->file;
	plugin->fault_args[2] = entry->detail[0] ? entry->detail : NULL;
	va_list args;
	va_start(args, format);
	(void)vsnprintf(plugin->fault, sizeof plugin->fault, format, args);
	va_end(args);
	if (entry->handle) {
		dlclose(entry->handle);
		entry->handle = NULL;
	}
}

/* The exported constant and the bytes that the file gives it; NULL when absent. */
static const unsigned char *find_symbol(struct az_plugin_entry *entry, size_t *size)
{
	const void *address = dlsym(entry->handle, ANZE_PLUGIN_SYMBOL);
	Dl_info info;
	const ElfW(Sym) *symbol = NULL;
	if (!address || dladdr1(address, &info, (void **)&symbol, RTLD_DL_SYMENT) == 0 || !symbol)
		return NULL;
	/* A function of that name would be read as data. */
	if (ELF64_ST_TYPE(symbol->st_info) != STT_OBJECT || info.dli_saddr != address)
		return NULL;
	*size = (size_t)symbol->st_size;
	return address;
}

/* Reads no byte beyond what the plugin owns and claims. */
static bool take_content(struct az_plugin_entry *entry)
{
	size_t owned = 0;
	const unsigned char *symbol = find_symbol(entry, &owned);
	if (!symbol) {
		refuse(entry, AZ_PLUGIN_SYMBOL, "%s does not export the constant " ANZE_PLUGIN_SYMBOL, entry->file);
		return false;
	}
	uint32_t head[2] = {0, 0}; /* abi and struct_size, first for ever */
	if (owned >= sizeof head)
		memcpy(head, symbol, sizeof head);
	if (owned >= sizeof head && head[0] != ANZE_ABI) {
		(void)snprintf(entry->detail, sizeof entry->detail, "%u", head[0]);
		refuse(entry, AZ_PLUGIN_ABI, "%s was made for ABI %u; this core has ABI %u", entry->file, head[0],
		       ANZE_ABI);
		return false;
	}
	if (head[1] < SIZE_LEAST || head[1] > owned) {
		(void)snprintf(entry->detail, sizeof entry->detail, "%u", head[1]);
		refuse(entry, AZ_PLUGIN_SIZE, "%s claims a structure of %u bytes and holds %zu; ABI %u requires %zu",
		       entry->file, head[1], owned, ANZE_ABI, SIZE_LEAST);
		return false;
	}
	size_t known = head[1] < sizeof entry->content ? head[1] : sizeof entry->content;
	known -= known % sizeof(void *); /* no half of a pointer */
	memcpy(&entry->content, symbol, known);
	return true;
}

static bool open_file(struct az_plugin_entry *entry, const char *directory)
{
	if (entry->file[0] == '\0' || strchr(entry->file, '/')) {
		refuse(entry, AZ_PLUGIN_MISSING, "\"%s\" is not the name of a file", entry->file);
		return false;
	}
	size_t size = strlen(directory) + strlen(entry->file) + 4;
	char *path = need(malloc(size));
	/* With a slash in it always, or the linker would search its own directories. */
	(void)snprintf(path, size, "%s%s/%s", directory[0] ? "" : ".", directory, entry->file);

	const char *reason;
	int error;
	bool ready = az_plugin_file_check(path, &reason, &error);
	if (!ready && error == ENOENT)
		refuse(entry, AZ_PLUGIN_MISSING, "there is no file %s", path);
	else if (!ready)
		refuse(entry, AZ_PLUGIN_UNREADABLE, "%s %s%s%s", path, reason, error ? ": " : "",
		       error ? strerror(error) : "");
	if (ready) {
		entry->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
		if (!entry->handle) {
			ready = false;
			refuse(entry, AZ_PLUGIN_UNREADABLE, "the dynamic linker refuses it: %s", dlerror());
		}
	}
	free(path);
	return ready;
}

static void load(struct az_plugin_entry *entry, const char *directory)
{
	if (!open_file(entry, directory) || !take_content(entry))
		return;
	struct az_plugin_check check = {.plugin = &entry->content, .sector = entry->sector};
	if (!az_plugin_check(&check)) {
		memcpy(entry->detail, check.place, sizeof entry->detail);
		refuse(entry, AZ_PLUGIN_CONTENT, "%s: %s %s", entry->file, check.place, check.reason);
		return;
	}
	entry->public.state = AZ_PLUGIN_LOADED;
	entry->public.content = &entry->content;
}

struct az_plugins *az_plugins_load(const char *directory, const struct az_plugin_expected *expected, size_t count)
{
	struct az_plugins *plugins = need(calloc(1, sizeof *plugins + count * sizeof(struct az_plugin_entry)));
	plugins->count = count;
	for (size_t i = 0; i < count; i++) {
		struct az_plugin_entry *entry = &plugins->entries[i];
		entry->public.sector = entry->sector = need(strdup(expected[i].sector));
		entry->public.file = entry->file = need(strdup(expected[i].file));
		entry->part = -1;
		load(entry, directory);
		if (entry->public.state == AZ_PLUGIN_LOADED)
			az_log(AZ_LOG_INFO, "plugin.loaded", "sector=%s file=%s version=%s items=%zu", entry->sector,
			       entry->file, entry->content.version, entry->content.item_count);
		else
			az_log(AZ_LOG_ERROR, "plugin.refused", "sector=%s file=%s state=%s fault=\"%s\"", entry->sector,
			       entry->file, az_plugin_state_name(entry->public.state), entry->public.fault);
	}
	return plugins;
}

void az_plugin_put_aside(struct az_plugin_entry *entry, enum az_aside aside)
{
	struct az_plugin *plugin = &entry->public;
	if (entry->aside == aside || entry->handle == NULL)
		return;
	entry->aside = aside;
	*plugin = (struct az_plugin){.sector = entry->sector, .file = entry->file, .content = &entry->content};
	if (aside == AZ_ASIDE_NOT)
		return;
	plugin->state = AZ_PLUGIN_ASIDE;
	plugin->content = NULL;
	plugin->fault_key = aside == AZ_ASIDE_FAILED ? "plugin.fault.failed" : "plugin.fault.aside";
	plugin->fault_args[0] = entry->sector;
	plugin->fault_args[1] = entry->file;
	plugin->fault_args[2] = entry->sector; /* the first is shown by its name */
	(void)snprintf(plugin->fault, sizeof plugin->fault, "%s; `anzectl plugin enable %s` brings it back",
		       aside == AZ_ASIDE_FAILED ? "set aside, for processes died inside it" : "set aside by the operator",
		       entry->sector);
}

void az_plugins_aside(struct az_plugins *plugins, const char *directory)
{
	for (size_t i = 0; i < plugins->count; i++)
		az_plugin_put_aside(&plugins->entries[i], az_aside_read(directory, plugins->entries[i].sector));
}

void az_plugins_free(struct az_plugins *plugins)
{
	if (!plugins)
		return;
	for (size_t i = 0; i < plugins->count; i++) {
		struct az_plugin_entry *entry = &plugins->entries[i];
		if (entry->handle)
			dlclose(entry->handle);
		free(entry->sector);
		free(entry->file);
	}
	free(plugins);
}

const struct anze_plugin *az_plugins_find(const struct az_plugins *plugins, const char *sector)
{
	for (size_t i = 0; i < plugins->count; i++)
		if (az_streq(plugins->entries[i].sector, sector))
			return plugins->entries[i].public.content;
	return NULL;
}

const struct anze_plugin *az_plugins_words(const struct az_plugins *plugins, const char *sector)
{
	for (size_t i = 0; i < plugins->count; i++)
		if (az_streq(plugins->entries[i].sector, sector))
			return plugins->entries[i].handle == NULL ? NULL : &plugins->entries[i].content;
	return NULL;
}

size_t az_plugins_count(const struct az_plugins *plugins)
{
	return plugins->count;
}

const struct az_plugin *az_plugins_at(const struct az_plugins *plugins, size_t index)
{
	return index < plugins->count ? &plugins->entries[index].public : NULL;
}
