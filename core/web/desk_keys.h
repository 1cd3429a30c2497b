/* The keys to cases, as other rooms tell of them. */
#ifndef AZ_WEB_DESK_KEYS_H
#define AZ_WEB_DESK_KEYS_H

#include "web/web.h"

/* Below Own: the rings that the person at the page may hold and waits for, with who can give them. */
enum az_result az_keys_put_own(struct az_exchange *x) AZ_CHECKED;

#endif
