/* What whoever holds the receipt does: says that it is kept, writes, sends more files, withdraws, asks for a review; and the
 * way in which all such acts are done, once a form. */
#ifndef AZ_DOMAIN_REPORT_REPLY_H
#define AZ_DOMAIN_REPORT_REPLY_H

#include "domain/report.h"

/* Does `work` in one transaction, with the report locked and its key opened, and never twice for one form's token: then
 * `again` is set and nothing is done. AZ_NOT_FOUND: no such receipt. `work` writes the audit row. */
struct az_receipt_act {
	const char *receipt, *token;
	enum az_result (*work)(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key, void *arg);
	void *arg;
	bool again;
};
enum az_result az_receipt_act(struct az_ctx *ctx, struct az_receipt_act *act) AZ_CHECKED;

/* The reporter says that the receipt is kept; said again it is as before. AZ_NOT_FOUND: no such receipt. */
enum az_result az_report_keep(struct az_ctx *ctx, const char *receipt) AZ_CHECKED;

/* "message" to the handler of an open report, or a step of the flow, "withdraw" or "dispute", with a few words; files come
 * with the words or not at all. AZ_CONFLICT "report.closed", "report.messages_full", "report.files_full",
 * "report.dispute_over", "flow.moved". */
struct az_report_reply {
	const char *receipt, *token;
	const char *action, *message; /* the message of "message" may be "" when there are files */
	const struct az_form_file *files; /* staged sealed */
	size_t file_count;
};
enum az_result az_report_reply(struct az_ctx *ctx, const struct az_report_reply *reply) AZ_CHECKED;

#endif
