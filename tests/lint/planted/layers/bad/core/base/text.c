#include "base/text.h"
#include "store/db.h" /* base knows nobody */
