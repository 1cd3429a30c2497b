// What was looked at and is allowed although a rule says no. Each row needs its reason.

// Includes: file → headers.
export const reviewedIncludes = {
	// The two that carry bytes between a request and the store, and the dispatcher
	// that hands the connection to the context; none of them knows a noun.
	'core/web/upload.c': ['store/blob.h', 'store/db.h'],
	'core/web/helpers.c': ['store/blob.h', 'store/db.h'],
	'core/web/dispatch.c': ['store/blob.h', 'store/db.h'],
};

// Chinese in string literals of C: file → why.
export const reviewedChinese = {
	'core/ctl/demo.c': 'names of the demonstration accounts',
	'core/domain/demo.c': 'names of the demonstration accounts',
	'core/domain/visit_demo.c': 'what people say in the demonstration\'s visits',
	'core/domain/settings.c': 'defaults of settings that the operator words',
	'core/base/csv.c': 'full-width signs with which a spreadsheet begins a formula',
	'core/base/money.c': 'units that people type behind an amount; read, never shown',
};

// Words that stand in templates because they are the same in every language.
export const reviewedWords = ['Anze', 'Atom', 'CSV', 'JSON', 'PDF', 'XLSX'];

// Headers that a plugin may use: pure functions and types, no files, time, memory or processes.
export const pluginHeaders = [
	'ctype.h', 'float.h', 'inttypes.h', 'iso646.h', 'limits.h', 'math.h', 'stdalign.h', 'stdarg.h',
	'stdbool.h', 'stddef.h', 'stdint.h', 'string.h',
];
