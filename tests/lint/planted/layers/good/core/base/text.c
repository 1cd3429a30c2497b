#include "base/text.h"
#include <string.h>
/* An arrow in a comment goes nowhere: #include "store/db.h" */
