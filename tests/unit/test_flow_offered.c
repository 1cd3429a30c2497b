/* What a flow offers to whom, and that every flow of the portal is sound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/account.h"
#include "domain/actor.h"
#include "domain/flows.h"

static const struct az_step steps[] = {
	{"draft", "propose", "proposed", AZ_ROLE_HANDLER, 0, NULL, NULL},
	{"draft", "drop", "dropped", AZ_ROLE_HANDLER | AZ_ROLE_ADMIN, AZ_NEEDS_REASON, NULL, NULL},
	{"proposed", "approve", "done", AZ_ROLE_HANDLER, AZ_NEEDS_SECOND, NULL, NULL},
	{"proposed", "comment", "proposed", 0, 0, NULL, NULL},
};
static const struct az_flow flow = {"thing", steps, sizeof steps / sizeof steps[0], NULL, NULL};

static size_t offered(uint32_t roles, int64_t account, const char *state, int64_t maker, const struct az_step *out[8])
{
	struct az_ctx ctx = {.roles = roles, .account_id = account};
	struct az_flow_row row = {.id = 1, .state = state, .maker_id = maker};
	return az_flow_offered(&ctx, &flow, &row, out, 8);
}

static void by_state_and_role(void **state)
{
	const struct az_step *out[8];
	(void)state;
	assert_int_equal(offered(AZ_ROLE_HANDLER, 1, "draft", 0, out), 2);
	assert_string_equal(out[0]->action, "propose");
	assert_string_equal(out[1]->action, "drop");
	assert_int_equal(offered(AZ_ROLE_ADMIN, 1, "draft", 0, out), 1);
	assert_string_equal(out[0]->action, "drop");
	assert_int_equal(offered(AZ_ROLE_INSURER, 1, "draft", 0, out), 0);
	assert_int_equal(offered(AZ_ROLES_ALL, 1, "done", 0, out), 0);
	assert_int_equal(offered(AZ_ROLES_ALL, 1, "", 0, out), 0);
}

static void a_second_person(void **state)
{
	const struct az_step *out[8];
	(void)state;
	assert_int_equal(offered(AZ_ROLE_HANDLER, 1, "proposed", 2, out), 2);
	assert_int_equal(offered(AZ_ROLE_HANDLER, 2, "proposed", 2, out), 1);
	assert_string_equal(out[0]->action, "comment");
	assert_int_equal(offered(0, 0, "proposed", 2, out), 1); /* a step of the public */
}

static void no_more_than_there_is_room(void **state)
{
	const struct az_step *out[1];
	struct az_ctx ctx = {.roles = AZ_ROLE_HANDLER, .account_id = 1};
	struct az_flow_row row = {.id = 1, .state = "draft"};
	(void)state;
	assert_int_equal(az_flow_offered(&ctx, &flow, &row, out, 1), 1);
}

static void every_flow_is_sound(void **state)
{
	(void)state;
	assert_true(az_flow_count >= 1);
	for (size_t f = 0; f < az_flow_count; f++) {
		const struct az_flow *each = az_flows[f];
		assert_non_null(each->noun);
		assert_true(strlen(each->noun) <= 20); /* audit.noun */
		assert_non_null(each->lock);
		assert_non_null(each->move);
		for (size_t i = 0; i < each->count; i++) {
			const struct az_step *step = &each->steps[i];
			assert_true(strlen(step->action) <= 40 && strlen(step->from) <= 20 && strlen(step->to) <= 20);
			assert_int_equal(step->roles & ~(uint32_t)AZ_ROLES_ALL, 0);
			/* One row for a state and an action, or the second would never be reached. */
			for (size_t j = 0; j < i; j++)
				assert_false(strcmp(each->steps[j].from, step->from) == 0 &&
				             strcmp(each->steps[j].action, step->action) == 0);
			/* Who needs a second person is known by name. */
			if (step->needs & AZ_NEEDS_SECOND)
				assert_int_not_equal(step->roles, 0);
		}
	}
}

static void roles_have_names(void **state)
{
	(void)state;
	for (uint32_t bit = 1; bit <= AZ_ROLES_ALL; bit <<= 1) {
		assert_string_not_equal(az_role_name(bit), "");
		assert_int_equal(az_role_parse(az_role_name(bit)), bit);
	}
	assert_int_equal(az_role_parse("nobody"), 0);
	assert_int_equal(az_role_parse(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_state_and_role),   cmocka_unit_test(a_second_person),
		cmocka_unit_test(no_more_than_there_is_room), cmocka_unit_test(every_flow_is_sound),
		cmocka_unit_test(roles_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
