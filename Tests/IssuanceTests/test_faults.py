"""What the tenant can do to the one request that must never be repeated blindly."""

import pytest

CREATION = {"path": "*/temporaryAccessPassMethods", "method": "POST"}

UNKNOWN_OUTCOMES = {
    "503": {"unavailable": {**CREATION, "status": 503}},
    "503 after the effect": {"unavailable": {**CREATION, "status": 503, "afterEffect": True}},
    "504 after the effect": {"unavailable": {**CREATION, "status": 504, "afterEffect": True}},
    "connection reset after creation": {"dropConnectionAfterTapCreation": 1},
    "reset and a list that lags 30 s": {"dropConnectionAfterTapCreation": 1, "staleTapListSeconds": 30},
    "created 5 s after the answer": {"delayedTapCreation": {"mode": "effectLate", "seconds": 5}},
    "created 55 s after the answer": {"delayedTapCreation": {"mode": "effectLate", "seconds": 55}},
}


@pytest.mark.parametrize("reconciled", [True, False], ids=["reconciled", "asked again"])
@pytest.mark.parametrize("fault", UNKNOWN_OUTCOMES)
def test_an_unknown_outcome_is_waited_out_and_then_mended(case, fault, reconciled):
    case.prepare()
    case.simulator.set_faults(**UNKNOWN_OUTCOMES[fault])
    answer = case.issue()
    assert answer.kind == "wait" and 50 <= answer.seconds <= 60
    assert len(case.posts) == 1, "a blind retry"
    case.simulator.advance(40)
    if reconciled:
        assert case.reconcile() == {"settled": 0}
    assert case.issue().kind == "wait"
    assert len(case.posts) == 1, "a request while the outcome of another one is unknown"
    case.finish_without_a_person(reconciled)
    assert len(case.posts) == 2


def test_throttling_is_certain_and_the_next_attempt_may_follow_at_once(case):
    case.prepare()
    case.simulator.set_faults(throttle={**CREATION, "retryAfterSeconds": 1})
    assert case.issue().kind == "wait"
    assert len(case.posts) == 1, "a blind retry"
    assert case.state()["state"] == "planned"
    answer = case.issue()
    assert answer.kind == "pass" and case.sign_in(answer.code)
    assert len(case.posts) == 2


def test_throttling_without_end_uses_up_three_attempts(case):
    case.prepare()
    case.simulator.set_faults(throttle={**CREATION, "count": 10})
    assert [case.issue().kind for _ in range(4)] == ["wait", "wait", "wait", "unavailable"]
    assert len(case.posts) == 3
    assert case.usable_passes == []


def test_a_slow_answer_is_an_answer(case):
    case.prepare()
    case.simulator.set_faults(delayedTapCreation={"mode": "answerLate", "seconds": 1})
    answer = case.issue()
    assert answer.kind == "pass" and case.sign_in(answer.code)
    assert len(case.posts) == 1


def test_resets_without_end_leave_nothing_alive(case):
    case.prepare()
    case.simulator.set_faults(dropConnectionAfterTapCreation=10)
    for _ in range(3):
        assert case.issue().kind == "wait"
        case.simulator.advance(100)
    assert case.issue().kind == "unavailable"
    case.reconcile()
    assert case.usable_passes == [], "I1: a pass nobody saw outlives its case"
    assert len(case.posts) == 3


def test_nothing_is_sent_while_the_directory_cannot_be_asked(case):
    case.prepare()
    case.simulator.set_faults(unavailable={"path": "/v1.0/users*", "method": "GET", "count": 50})
    assert case.issue().kind == "error"
    assert case.posts == []
    case.simulator.clear_faults()
    answer = case.issue()
    assert answer.kind == "pass" and case.sign_in(answer.code)


def test_a_pass_that_cannot_be_deleted_stops_the_next_one(case):
    case.prepare()
    case.simulator.set_faults(dropConnectionAfterTapCreation=1)
    assert case.issue().kind == "wait"
    case.simulator.advance(100)
    case.simulator.set_faults(unavailable={"path": "*/temporaryAccessPassMethods/*", "method": "DELETE", "count": 50})
    assert case.reconcile() == {"settled": 0}
    assert case.issue().kind == "error"
    assert len(case.posts) == 1, "I1: a second pass beside one that is alive"
    case.simulator.clear_faults()
    case.finish_without_a_person()
