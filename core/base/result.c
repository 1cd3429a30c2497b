#include "base/result.h"

const char *az_result_name(enum az_result result)
{
	static const char *const names[] = {
		[AZ_OK] = "ok",         [AZ_INVALID] = "invalid",         [AZ_NOT_FOUND] = "not_found",
		[AZ_DENIED] = "denied", [AZ_CONFLICT] = "conflict",       [AZ_TOO_LARGE] = "too_large",
		[AZ_BUSY] = "busy",     [AZ_UNAVAILABLE] = "unavailable", [AZ_INTERNAL] = "internal",
	};
	unsigned int at = (unsigned int)result;

	return at < sizeof(names) / sizeof(names[0]) ? names[at] : "unknown";
}
