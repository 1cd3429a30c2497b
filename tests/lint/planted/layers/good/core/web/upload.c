#include "store/blob.h"
#include "store/db.h"
