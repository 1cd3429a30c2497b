#include <anze/plugin.h>
#include "store/db.h" /* plugins see no database */
