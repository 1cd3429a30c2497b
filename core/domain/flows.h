/* Every workflow of the portal, in one list. */
#ifndef AZ_DOMAIN_FLOWS_H
#define AZ_DOMAIN_FLOWS_H

#include "domain/flow.h"

extern const struct az_flow *const az_flows[];
extern const size_t az_flow_count;

#endif
