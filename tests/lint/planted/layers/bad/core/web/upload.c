#include "store/blob.h"
#include "store/migrate.h" /* not one of the reviewed headers */
