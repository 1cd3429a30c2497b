#include <anze/field.h>
