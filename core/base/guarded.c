/* The places of guarded parts. */
#include "base/guarded.h"

#include <string.h>

uint32_t az_part_code(const char *name)
{
	if (strlen(name) != AZ_PART_NAME - 1)
		return 0;
	return (uint32_t)(unsigned char)name[0] << 16 | (uint32_t)(unsigned char)name[1] << 8 | (unsigned char)name[2];
}

void az_part_name(uint32_t code, char out[AZ_PART_NAME])
{
	out[0] = (char)(code >> 16 & 0xff);
	out[1] = (char)(code >> 8 & 0xff);
	out[2] = (char)(code & 0xff);
	out[3] = '\0';
}

int az_part_find(struct az_parts *parts, const char *name, enum az_aside aside)
{
	uint32_t code = az_part_code(name);
	for (int i = 0; code != 0 && i < AZ_PARTS_MAX; i++) {
		struct az_part *part = &parts->part[i];
		uint32_t held = 0;
		if (atomic_compare_exchange_strong(&part->name, &held, code))
			atomic_store(&part->aside, (int32_t)aside); /* all who come at once have read the same */
		else if (held != code)
			continue;
		return i;
	}
	return -1;
}
