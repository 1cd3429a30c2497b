/* Every workflow. */
#include "domain/flows.h"

#include "domain/assessment.h"
#include "domain/checklist.h"
#include "domain/hazard.h"
#include "domain/job.h"
#include "domain/measure.h"
#include "domain/report.h"
#include "domain/report_identity.h"
#include "domain/report_reward.h"
#include "domain/visit.h"

const struct az_flow *const az_flows[] = {
	&az_report_flow,
	&az_identity_flow,
	&az_reward_flow,
	&az_checklist_flow,
	&az_assessment_flow,
	&az_measure_flow,
	&az_visit_flow,
	&az_hazard_flow,
	&az_job_flow,
};
const size_t az_flow_count = sizeof az_flows / sizeof az_flows[0];
