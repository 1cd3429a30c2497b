/* Who sent a report. It lies apart from the case, under two seals: the inner one
 * opens with the key of the case, which the handlers of the competent authority
 * have; the outer one with the ring "custody", which the city's coordinators
 * hold. A handler asks with a reason; a coordinator, never the same person, takes
 * the outer seal off without seeing what is inside and hands the rest to the
 * asker's own key, for a limited time. Whoever handles reports holds no custody
 * and decides nothing here, whatever other roles the account has: also in the
 * city's own cases no account's keys open both seals. All of it stays on record, a
 * row a person, and the reporter reads it with the receipt. */
#ifndef AZ_DOMAIN_REPORT_IDENTITY_H
#define AZ_DOMAIN_REPORT_IDENTITY_H

#include "domain/flow.h"
#include "domain/report.h"

/* Keeps who sent a new report. Within the transaction that files it. */
enum az_result az_report_identity_put(struct az_ctx *ctx, int64_t report_id, const char *name, const char *contact,
                                      const struct az_secret_key *key) AZ_CHECKED;

struct az_identity_request {
	int64_t id, report_id, asker_id, asked_at, submitted_at, decided_at, until_at;
	const char *reason, *state, *decision; /* state: asked, opened, refused; reason and decision opened for whoever reads */
	const char *asker, *decider, *authority_zh, *authority_en;
	bool shut; /* reason or decision did not open for whoever reads */
	/* As they lie there: for the case and for custody (domain/report_identity_private.h). */
	int64_t ring_id;
	struct az_text answer_key, sealed_reason, custody_reason, sealed_decision, custody_decision;
};

/* A handler who can open the case asks; AZ_CONFLICT "identity.waiting" while a request of his for this case is open or still valid, AZ_NOT_FOUND
 * for a case without an identity. */
enum az_result az_identity_ask(struct az_ctx *ctx, const struct az_report *report, const char *reason) AZ_CHECKED;

/* All requests for a case, oldest first, at most 50, with their words by the report's key. */
enum az_result az_identity_requests(struct az_ctx *ctx, const struct az_report *report, struct az_identity_request **rows,
                                    size_t *count) AZ_CHECKED;

/* For the coordinators: those that wait, or the newest that were answered; at most 50. */
enum az_result az_identity_queue(struct az_ctx *ctx, bool answered, struct az_identity_request **rows,
                                 size_t *count) AZ_CHECKED;
enum az_result az_identity_find(struct az_ctx *ctx, int64_t id, struct az_identity_request *request) AZ_CHECKED;
enum az_result az_identity_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* Whether whoever acts decides on identities: coordinates, and handles no reports. */
bool az_identity_decides(const struct az_ctx *ctx);

/* Answering: "open", "refuse" with a reason; by another person than who asked. AZ_DENIED "identity.two_roles" for who handles
 * reports. */
extern const struct az_flow az_identity_flow;

/* May whoever acts see it now, by a request of his own that was granted? */
bool az_identity_granted(const struct az_ctx *ctx, const struct az_identity_request *request);

/* Name and contact, to who asked and while it lasts; each look is an audit row. AZ_DENIED "identity.over" otherwise. */
enum az_result az_identity_show(struct az_ctx *ctx, struct az_report *report) AZ_CHECKED;

/* Takes back what was handed over and is over. */
enum az_result az_identity_sweep(struct az_ctx *ctx) AZ_CHECKED;

#endif
