/* The one result type. Every function that can fail returns it; the detail for
 * people is a catalogue key on the context (ctx.h), the detail for operators
 * goes to the log once, where it arises. */
#ifndef AZ_BASE_RESULT_H
#define AZ_BASE_RESULT_H

enum az_result {
	AZ_OK = 0,
	AZ_INVALID,     /* what was sent cannot be accepted: 400, or the form again */
	AZ_NOT_FOUND,   /* absent, or out of the actor's scope: 404 */
	AZ_DENIED,      /* known, but not allowed to this actor: 403 */
	AZ_CONFLICT,    /* somebody else was first, or the state forbids it: 409 */
	AZ_TOO_LARGE,   /* over a limit: 413 */
	AZ_BUSY,        /* try again at once: a deadlock, a lock that was not had */
	AZ_UNAVAILABLE, /* the database is away: 503 */
	AZ_INTERNAL     /* ours to mend: 500 */
};

#define AZ_CHECKED __attribute__((warn_unused_result))

/* Leaves the calling function with the result of `call` unless it is AZ_OK. */
#define AZ_TRY(call)                                                                                                   \
	do {                                                                                                           \
		enum az_result az_try_result = (call);                                                                 \
		if (az_try_result != AZ_OK)                                                                            \
			return az_try_result;                                                                          \
	} while (0)

/* The name of a result for logs, a static string. */
const char *az_result_name(enum az_result result);

#endif
