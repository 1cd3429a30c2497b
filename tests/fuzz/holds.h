/* What every fuzzer says when something does not hold: the claim and its line, and the run ends there. */
#ifndef AZ_FUZZ_HOLDS_H
#define AZ_FUZZ_HOLDS_H

#include <stdio.h>
#include <stdlib.h>

#define HOLDS(condition)                                                                                               \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "does not hold: %s (line %d)\n", #condition, __LINE__);                        \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

#endif
