"""Several processes at one account at once, and processes that wake up long after their time."""

import secrets
import time

import pytest


def test_of_several_requests_at_once_one_code_is_live(case):
    case.prepare()
    answers = [case.finish(each) for each in [case.begin_issue() for _ in range(4)]]
    shown = [answer.code for answer in answers if answer.kind == "pass"]
    # One after the other is allowed, each deleting the one before; `check` sees that no two were alive at once.
    assert len(shown) == len(case.posts) >= 1
    assert sum(case.sign_in(code) for code in shown) == 1


def test_while_one_request_is_on_its_way_nobody_sends_another(case):
    case.prepare()
    case.simulator.set_faults(delayedTapCreation={"mode": "answerLate", "seconds": 1})
    first = case.begin_issue()
    await_post(case)
    assert case.issue().kind == "wait"
    answer = case.finish(first)
    assert answer.kind == "pass" and case.sign_in(answer.code)
    assert len(case.posts) == 1


def test_a_process_killed_while_its_request_is_on_its_way(case):
    case.prepare()
    case.simulator.set_faults(delayedTapCreation={"mode": "answerLate", "seconds": 2})
    running = case.begin_issue()
    await_post(case)
    running[0].kill()
    assert case.finish(running) == ""
    assert len(case.usable_passes) == 1
    case.finish_without_a_person()
    assert len(case.posts) == 2


@pytest.mark.parametrize("point", ["3-after", "4-before", "4-after", "5-after", "6-before", "6-after"])
def test_a_process_that_was_suspended_does_not_spoil_the_pass_of_the_next(case, point):
    case.prepare()
    suspended = case.held(case.begin_issue("--hold-at", point))
    # Longer than the lease and than the deadline with its grace: somebody else has taken over.
    case.simulator.advance(100)
    answer = case.issue()
    assert answer.kind == "pass"
    late = case.finish(suspended, "go on\n")
    assert late.kind != "pass" and late.code == ""
    assert case.sign_in(answer.code), "I2: the code shown is not the live one"


def test_a_request_that_leaves_after_its_time_shows_nothing_and_leaves_nothing(case):
    """Suspended in the very act of sending: nothing can hold the request back, and it replaces the pass of the next."""
    case.prepare()
    suspended = case.held(case.begin_issue("--hold-at", "5-before"))
    case.simulator.advance(100)
    assert case.issue().kind == "pass"
    case.may_replace = True
    late = case.finish(suspended, "go on\n")
    assert late.kind != "pass" and late.code == ""
    assert case.usable_passes == [], "a pass nobody saw is alive"
    case.finish_without_a_person()


def test_a_reconciler_that_comes_late_leaves_the_new_pass_alone(case):
    case.prepare()
    case.crash_issue("5-after")
    case.simulator.advance(95)
    reconciler = case.start("reconcile", "--hold-at", "2-before")
    case.held((reconciler, None))
    answer = case.issue()
    assert answer.kind == "pass"
    _, err = reconciler.communicate("go on\n", timeout=30)
    assert reconciler.returncode == 0, err
    assert case.sign_in(answer.code), "I2: the code shown is not the live one"


def test_reconciling_one_session_leaves_the_pass_of_another_alone(case):
    case.sessions.append(secrets.token_hex(16))
    case.prepare()
    case.prepare(session=1)
    case.crash_issue("5-after")
    case.simulator.advance(95)
    answer = case.issue(session=1)
    assert answer.kind == "pass"
    case.reconcile()
    assert case.sign_in(answer.code), "I2: the code shown is not the live one"
    assert case.state()["state"] == "planned"


def await_post(case):
    """Until the tenant has made the pass; the answer is still under way then."""
    for _ in range(200):
        if case.usable_passes:
            return
        time.sleep(0.01)
    raise AssertionError("no request arrived")
