/* Every kind of job. A new one is a row here and a file beside it. */
#include "domain/actor.h"
#include "domain/job.h"
#include "domain/key_renewal.h"
#include "domain/reclassify.h"
#include "domain/report_reclock.h"

const struct az_job_kind az_job_kinds[] = {
	{"reclassify", AZ_ROLE_REGULATOR | AZ_ROLE_CITY, az_reclassify_measure, az_reclassify_step, NULL},
	{AZ_RECLOCK, AZ_ROLE_CITY, az_reclock_measure, az_reclock_step, az_reclock_able},
	{AZ_REWRAP, AZ_ROLE_ADMIN, az_rewrap_measure, az_rewrap_step, az_rewrap_able},
};
const size_t az_job_kind_count = sizeof az_job_kinds / sizeof az_job_kinds[0];
