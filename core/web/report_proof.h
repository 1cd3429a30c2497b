/* The proof of a report, for the pages that lead to it. */
#ifndef AZ_WEB_REPORT_PROOF_H
#define AZ_WEB_REPORT_PROOF_H

#include "domain/report.h"
#include "web/web.h"

/* Puts what the button needs that leads to the proof, below ProofOffer; nothing of a report whose content was removed. */
void az_report_proof_offer(struct az_exchange *x, const struct az_report *report, const char *receipt);

#endif
