/* Shared by classification.c and classification_write.c. */
#ifndef AZ_DOMAIN_CLASSIFICATION_PRIVATE_H
#define AZ_DOMAIN_CLASSIFICATION_PRIVATE_H

#include "base/secret.h"
#include "base/text.h"
#include "domain/classification.h"

/* One pair of a batch: what is kept of it and what was computed. */
struct az_class_pair {
	int64_t enterprise_id;
	const char *sector;
	int64_t kept, kept_colour; /* 0: never classified */
	struct az_text kept_fingerprint;

	bool computed; /* the sector has a plugin */
	bool differs;  /* results were copied: they are not what is kept */
	const char *plugin_version;
	enum anze_colour colour;
	unsigned char fingerprint[AZ_SECRET_HASH];
	struct anze_result *results;
	size_t result_count;
};

struct az_class_writing {
	int64_t job_id;
	az_day day;
	struct az_class_pair *pairs; /* ascending by enterprise and sector */
	size_t count;
	int64_t changed; /* out */
};

/* Writes classes, results and changes of the pairs. */
enum az_result az_class_write(struct az_ctx *ctx, struct az_class_writing *writing) AZ_CHECKED;

/* <0, 0, >0: by enterprise, then sector. */
int az_class_order(int64_t enterprise_a, const char *sector_a, int64_t enterprise_b, const char *sector_b);

#endif
