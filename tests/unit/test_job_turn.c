/* Who takes a job: leases, and when one is given up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/job.h"

#define NOW 1000000

static enum az_job_turn turn(const char *state, int64_t lease_until, int64_t idle_claims)
{
	struct az_job job = {.state = state, .lease_until = lease_until, .clock = NOW, .idle_claims = idle_claims};
	return az_job_turn(&job);
}

static void one_that_waits_is_taken(void **state)
{
	(void)state;
	assert_int_equal(turn("waiting", 0, 0), AZ_JOB_TAKE);
}

static void one_that_runs_is_its_runners_until_the_lease_ends(void **state)
{
	(void)state;
	assert_int_equal(turn("running", NOW + AZ_JOB_LEASE_MS, 1), AZ_JOB_LEAVE);
	assert_int_equal(turn("running", NOW + 1, 1), AZ_JOB_LEAVE);
	assert_int_equal(turn("running", NOW, 1), AZ_JOB_TAKE);
	assert_int_equal(turn("running", NOW - 1, 1), AZ_JOB_TAKE);
}

static void one_that_ends_its_runners_is_given_up(void **state)
{
	(void)state;
	assert_int_equal(turn("running", NOW, AZ_JOB_IDLE_CLAIMS - 1), AZ_JOB_TAKE);
	assert_int_equal(turn("running", NOW, AZ_JOB_IDLE_CLAIMS), AZ_JOB_GIVE_UP);
	/* not while the last of them may still be at work */
	assert_int_equal(turn("running", NOW + 1, AZ_JOB_IDLE_CLAIMS), AZ_JOB_LEAVE);
}

static void kinds_are_found_by_name(void **state)
{
	(void)state;
	assert_ptr_equal(az_job_kind_of("reclassify"), &az_job_kinds[0]);
	assert_null(az_job_kind_of("nothing"));
	for (size_t i = 0; i < az_job_kind_count; i++) {
		assert_ptr_equal(az_job_kind_of(az_job_kinds[i].name), &az_job_kinds[i]);
		assert_int_not_equal(az_job_kinds[i].roles, 0);
		assert_non_null(az_job_kinds[i].measure);
		assert_non_null(az_job_kinds[i].step);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_waits_is_taken),
		cmocka_unit_test(one_that_runs_is_its_runners_until_the_lease_ends),
		cmocka_unit_test(one_that_ends_its_runners_is_given_up),
		cmocka_unit_test(kinds_are_found_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
