#include "base/ctx.h"

#include <stdarg.h>

enum az_result az_refuse(struct az_ctx *ctx, enum az_result result, const char *key, ...)
{
	va_list args;
	int open = 1;

	ctx->problem.key = key;
	va_start(args, key);
	for (int i = 0; i < AZ_PROBLEM_ARGS; i++) {
		const char *arg = open ? va_arg(args, const char *) : NULL;

		open = arg != NULL;
		ctx->problem.args[i] = arg;
	}
	va_end(args);
	return result;
}
