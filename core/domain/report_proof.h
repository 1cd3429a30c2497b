/* The proof that a report was filed: its number, when it came in, and size and
 * SHA-256 of each file as it was stored, signed by the instance. It can be shown
 * to anybody and opens nothing; it never holds the receipt, a file's name, or a
 * word of what was said. It is checked with the instance's public key alone.
 *
 * What is signed is this text, ASCII, each line ended by a line feed:
 *
 *     ANZE PROOF 1
 *     report R2026-000123
 *     received 2026-11-26              or, if the reporter wants so, 2026-11-26 15:04
 *     file 2026-11-26 12345 <64 hexadecimal digits>    any number of them
 *     key <16 hexadecimal digits>
 *
 * and the line "signature <86 characters of base64url>" follows it. In a QR code
 * the same stands shorter: the parts without their names, with a dot between. */
#ifndef AZ_DOMAIN_REPORT_PROOF_H
#define AZ_DOMAIN_REPORT_PROOF_H

#include "domain/proof_key.h"
#include "domain/report.h"

#define AZ_PROOF_FILES 50

struct az_proof_file {
	az_day on; /* when it was stored */
	int64_t size;
	unsigned char sha256[32];
};

struct az_proof {
	char no[24];
	char received[AZ_INSTANT_TEXT]; /* a day, or a minute of it */
	struct az_proof_file files[AZ_PROOF_FILES];
	size_t file_count;
	char key_id[AZ_SIGN_ID];
	unsigned char signature[AZ_SIGNATURE];
};

/* Signs the proof of a report that is open. `minute`: with the time of the day. NULL when a file's hash is unreadable. */
const struct az_proof *az_proof_make(struct az_ctx *ctx, const struct az_report *report,
                                     const struct az_report_file *files, size_t count, bool minute);

/* What is signed, and the same with the signature's line, as it is downloaded and pasted; for a QR code. */
const char *az_proof_signed(struct az_arena *arena, const struct az_proof *proof);
const char *az_proof_text(struct az_arena *arena, const struct az_proof *proof);
const char *az_proof_short(struct az_arena *arena, const struct az_proof *proof);

enum az_proof_verdict {
	AZ_PROOF_UNREADABLE,  /* it is no proof */
	AZ_PROOF_GENUINE,
	AZ_PROOF_ALTERED,     /* not what the key signed */
	AZ_PROOF_KEY_UNKNOWN, /* signed by a key that is none of ours */
	AZ_PROOF_VERDICTS
};

/* Reads either form, also with other lines before and after it, and judges it; *proof is set unless it is unreadable.
 * Asks nothing but the keys. */
enum az_proof_verdict az_proof_check(struct az_arena *arena, const struct az_proof_keys *keys, const char *text,
                                     struct az_proof *proof);

#endif
