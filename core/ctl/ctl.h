/* The operator's tool: one file a command, listed in ctl/commands.c. */
#ifndef AZ_CTL_CTL_H
#define AZ_CTL_CTL_H

#include <stdbool.h>

#include "base/ctx.h"
#include "domain/recovery.h"
#include "domain/settings.h"
#include "domain/site.h"

/* Exit codes of anzectl. */
enum { AZ_EXIT_OK = 0, AZ_EXIT_FAILED = 1, AZ_EXIT_USAGE = 2, AZ_EXIT_DATABASE = 3 };

struct az_command {
	const char *name; /* "user add": one or two words */
	const char *arguments;
	const char *help;
	int (*run)(struct az_ctx *ctx, int argc, char **argv); /* argv[0] is the first argument after the name */
	bool without_database;
};

extern const struct az_command az_commands[];
extern const size_t az_command_count;

int az_ctl_migrate(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_add(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_password(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_disable(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_enable(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_roles(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_move(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_user_list(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_demo_load(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_demo_clock(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_report_remove(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_report_resume(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_proof_renew(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_reward_expire(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_recovery_create(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_recovery_restore(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_recovery_renew(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_recovery_status(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_import(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_plugin_list(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_plugin_enable(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_plugin_disable(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_job_list(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_job_run(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_job_stop(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_calendar_list(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_calendar_apply(struct az_ctx *ctx, int argc, char **argv);
int az_ctl_flows(struct az_ctx *ctx, int argc, char **argv);

/* "handler,city" as bits; false, after saying which roles there are, when one is none. Cuts the list. */
bool az_ctl_parse_roles(char *list, int64_t *roles);

/* What these roles together do not come to. */
void az_ctl_tell_roles(const char *login, int64_t roles);

/* Runs a job here unless another process does, waits for its end and prints what became of it; the exit code. */
int az_ctl_job_finish(struct az_ctx *ctx, int64_t id, const char *command);

/* Makes the recovery key and prints its two parts: also a demonstration's first start does. */
int az_ctl_recovery_print(struct az_ctx *ctx, enum az_recovery_way way);

/* Prints "anzectl: ..." to standard error and returns AZ_EXIT_FAILED, or
 * AZ_EXIT_DATABASE for AZ_UNAVAILABLE; `what` says what was tried. */
int az_ctl_fail(struct az_ctx *ctx, enum az_result result, const char *what);

#endif
