#include <anze/plugin.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "items.h"
