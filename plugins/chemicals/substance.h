/* Critical quantities and correction factors of GB 18218-2018. */
#ifndef CHEMICALS_SUBSTANCE_H
#define CHEMICALS_SUBSTANCE_H

#include <anze/plugin.h>

#include "decimal.h"

/* By hazard class, for what the standard does not name. */
struct hazard_class {
	const char *code;
	uint32_t critical;          /* Q in t */
	uint32_t beta;              /* times ten */
	uint32_t critical_verified; /* Q was read in a public copy */
};

struct substance {
	const char *code;
	uint32_t critical; /* Q in hundredths of a tonne; 0: by its class */
	uint32_t beta;     /* times ten; 0: by its class */
	uint32_t critical_verified, beta_verified;
};

#define CLASS_COUNT 24
#define SUBSTANCE_COUNT 44 /* the last is "other" */
/* Choices of the form; the same order as the tables behind. */
extern const struct anze_choice class_choices[CLASS_COUNT];
extern const struct anze_choice substance_choices[SUBSTANCE_COUNT];

/* NULL when the code is none of the list. */
const struct hazard_class *find_class(const char *code);
/* `index` of substance_choices comes back; NULL when the code is none of the list. */
const struct substance *find_substance(const char *code, size_t *index);

#endif
