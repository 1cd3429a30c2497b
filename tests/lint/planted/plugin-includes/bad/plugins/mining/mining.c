#include <anze/plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "base/text.h"
#include "missing.h"
#include <string.h>
