"""The process ends before and after each numbered step of issuance, is started again, and reconciles: I1 to I4 hold."""

import pytest

POINTS = [f"{step}-{side}" for step in range(2, 8) for side in ("before", "after")]
# From taking the lease until giving it back, a dead process keeps everybody else waiting.
HOLDING_THE_LEASE = POINTS[POINTS.index("2-after"):POINTS.index("6-after") + 1]
POSTED = POINTS[POINTS.index("5-after"):]


@pytest.mark.parametrize("reconciled", [True, False], ids=["reconciled", "asked again"])
@pytest.mark.parametrize("point", POINTS)
def test_a_crash_leaves_a_way_to_a_pass(case, point, reconciled):
    case.prepare()
    shown = case.crash_issue(point)
    posts = 1 if point in POSTED else 0
    assert len(case.posts) == posts
    if point == "7-after":
        assert case.usable_passes and case.sign_in(shown), "I2: the code that left is not the live one"
        return
    assert shown == ""
    if point in HOLDING_THE_LEASE:
        assert case.issue().kind == "wait"
        assert len(case.posts) == posts, "a request while the outcome of another one is unknown"
    case.finish_without_a_person(reconciled)
    assert len(case.posts) == posts + 1


@pytest.mark.parametrize("point", ["1-before", "1-after"])
def test_a_crash_around_the_decision_plans_all_or_nothing(case, point):
    case.prepare("--abort-at", point)
    assert case.state().get("state") == (None if point == "1-before" else "planned")
    if point == "1-before":
        case.prepare()
    case.finish_without_a_person()


@pytest.mark.parametrize("point", ["3-after", "delete-before", "delete-after"])
def test_a_second_crash_while_clearing_up_in_issue(case, point):
    case.prepare()
    case.crash_issue("6-after")
    case.simulator.advance(100)
    case.crash_issue(point)
    assert len(case.posts) == 1
    case.finish_without_a_person()


@pytest.mark.parametrize("point", ["2-before", "2-after", "3-after", "delete-before", "delete-after"])
def test_a_second_crash_while_reconciling(case, point):
    case.prepare()
    case.crash_issue("5-after")
    case.simulator.advance(100)
    case.reconcile("--abort-at", point)
    case.finish_without_a_person()


def test_a_dead_attempt_is_waited_out_and_its_pass_deleted(case):
    case.prepare()
    case.crash_issue("5-after")
    left, = case.usable_passes
    case.simulator.advance(30)
    assert case.reconcile() == {"settled": 0}
    assert case.usable_passes == [left], "the deadline has not passed"
    case.simulator.advance(70)
    assert case.reconcile() == {"settled": 1}
    assert case.usable_passes == []
    assert case.state()["state"] == "planned"


@pytest.mark.parametrize("point", ["5-after", "6-after"])
def test_three_lost_attempts_leave_no_pass_and_no_fourth(case, point):
    case.prepare()
    for _ in range(3):
        case.crash_issue(point)
        case.simulator.advance(100)
    # Before the reconciler comes round: what is left must not be hidden from it.
    assert case.issue().kind == "unavailable"
    case.simulator.advance(600)
    case.reconcile()
    assert case.usable_passes == [], "I1: a pass nobody saw outlives its case"
    assert case.state()["state"] == "closed"
    assert case.issue().kind == "unavailable"
    assert len(case.posts) == 3


def test_a_pass_nobody_acknowledged_is_deleted_after_ten_minutes(case):
    case.prepare()
    answer = case.issue()
    case.simulator.advance(590)
    case.reconcile()
    assert len(case.usable_passes) == 1, "ten minutes have not passed"
    case.simulator.advance(11)
    assert case.reconcile() == {"settled": 1}
    assert case.usable_passes == []
    assert not case.sign_in(answer.code)
    case.finish_without_a_person()


def test_an_acknowledged_pass_stays(case):
    case.prepare()
    answer = case.issue()
    case.run("acknowledge")
    case.simulator.advance(700)
    assert case.reconcile() == {"settled": 0}
    assert case.issue().kind == "unavailable"
    assert case.sign_in(answer.code)


REFUSALS = {"disabled": {"accountEnabled": False}, "administrator": {"roles": ["Global Administrator"]},
            "on leave": {"employeeLeaveDateTime": "2020-01-01T00:00:00Z"}}


@pytest.mark.parametrize("change", REFUSALS)
def test_an_account_that_changed_after_the_decision_gets_nothing(case, change):
    case.prepare()
    case.change_person(**REFUSALS[change])
    assert case.issue().kind == "unavailable"
    assert case.posts == []
    assert case.state()["state"] == "closed"


def test_an_account_that_is_gone_gets_nothing(case):
    case.prepare()
    case.simulator.manage("DELETE", f"/users/{case.person}")
    assert case.issue().kind == "unavailable"
    assert case.posts == []


@pytest.mark.parametrize("point", ["5-after", "6-after"])
def test_a_lost_pass_of_an_account_that_is_disabled_now_is_deleted(case, point):
    case.prepare()
    case.crash_issue(point)
    case.change_person(accountEnabled=False)
    case.simulator.advance(100)
    assert case.issue().kind == "unavailable"
    case.simulator.advance(600)
    case.reconcile()
    assert case.usable_passes == [], "I1: a pass for a case that is not approved any more"
    assert case.issue().kind == "unavailable"
    assert len(case.posts) == 1
