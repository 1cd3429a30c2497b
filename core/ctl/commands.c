/* The operator's commands. A new one is a row here and a file beside it. */
#include "ctl/ctl.h"

#include <stdio.h>

#include "store/db.h"

const struct az_command az_commands[] = {
	{"migrate", "[--check]", "Bring the database's tables up to date; --check only says what is waiting",
         az_ctl_migrate, false},
	{"user add", "LOGIN NAME ROLE[,ROLE] [--authority CODE] [--insurer USCC] [--agency USCC]",
         "Make an account; the password is read from standard input", az_ctl_user_add, false},
	{"user password", "LOGIN", "Give an account another password, read from standard input; its reports open again when a "
         "colleague gives it the keys", az_ctl_user_password, false},
	{"user disable", "LOGIN", "Let an account sign in no more; its sessions end, and what it could open is shut to it at once",
         az_ctl_user_disable, false},
	{"user enable", "LOGIN", "Let it sign in again; its reports open when a colleague gives it the keys", az_ctl_user_enable, false},
	{"user roles", "LOGIN ROLE[,ROLE]", "Give an account these roles and no others; what it may not open any more is shut to it at once",
         az_ctl_user_roles, false},
	{"user move", "LOGIN AUTHORITY", "Put an account to another authority; the reports of the former one are shut to it at once",
         az_ctl_user_move, false},
	{"user list", "", "List the accounts with their roles", az_ctl_user_list, false},
	{"report resume", "", "Let the terms run again of reports whose pause is over; the portal does so by itself each hour",
         az_ctl_report_resume, false},
	{"report remove", "", "Remove what reports said whose time is over; the portal does so by itself each hour",
         az_ctl_report_remove, false},
	{"reward expire", "", "End the rewards whose last day is over; the portal does so by itself each hour", az_ctl_reward_expire, false},
	{"proof renew", "", "Make another key that signs proofs of reports; proofs of the earlier ones stay genuine. Workers use it "
         "after their next start", az_ctl_proof_renew, true},
	{"recovery create", "[--again | --give-up]", "Make the recovery key and print its two parts, once; --again in the place of one, --give-up where its parts are lost", az_ctl_recovery_create, false},
	{"recovery restore", "LOGIN", "Let an account open its cases again; both parts are read from standard input",
         az_ctl_recovery_restore, false},
	{"recovery renew", "", "Finish the renewal of rings that somebody left; both parts are read from standard input",
         az_ctl_recovery_renew, false},
	{"recovery status", "", "Show whether there is a recovery key and what it does not hold yet", az_ctl_recovery_status,
         false},
	{"demo load", "", "Load the demonstration city into an empty database", az_ctl_demo_load, false},
	{"demo clock", "[+DAYSd | reset]", "Show or shift the demonstration's clock", az_ctl_demo_clock, false},
	{"import", "REGISTER FILE.csv", "Load divisions, authorities, insurers or agencies; every fault is named, with one nothing is loaded",
         az_ctl_import, false},
	{"plugin list", "", "Show each industry's plugin and what is wrong with it", az_ctl_plugin_list, true},
	{"plugin enable", "SECTOR", "Offer a plugin again that was set aside; what runs follows within a second", az_ctl_plugin_enable,
         true},
	{"plugin disable", "SECTOR", "Set a plugin aside; published checklists stay readable", az_ctl_plugin_disable, true},
	{"job list", "", "List the newest jobs with their progress", az_ctl_job_list, false},
	{"job run", "reclassify [SECTOR] | reclock", "Ask for a job, run it here unless another process does, and wait for its end", az_ctl_job_run,
         false},
	{"job stop", "ID", "Stop a job that waits or runs; what it has done stays", az_ctl_job_stop, false},
	{"calendar list", "", "Show each year's working days: their source, and whether the terms of reports were computed by them",
         az_ctl_calendar_list, false},
	{"calendar apply", "", "Compute the terms of open reports by the calendars as they are now; what runs does so by itself after SIGHUP",
         az_ctl_calendar_apply, false},
	{"flows", "[--dot]", "Print every workflow as a table, or for Graphviz", az_ctl_flows, true},
};
const size_t az_command_count = sizeof az_commands / sizeof az_commands[0];

int az_ctl_fail(struct az_ctx *ctx, enum az_result result, const char *what)
{
	if (result == AZ_UNAVAILABLE) {
		fprintf(stderr, "anzectl: %s: the database does not answer (%s). Is the instance running? make status\n",
		        what, az_db_fault(ctx->db));
		return AZ_EXIT_DATABASE;
	}
	fprintf(stderr, "anzectl: %s: %s%s%s\n", what, az_result_name(result),
	        az_db_fault(ctx->db)[0] == '\0' ? "" : ": ", az_db_fault(ctx->db));
	return AZ_EXIT_FAILED;
}
