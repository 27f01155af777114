"""Whose document is it? A colleague's, a twin's, a namesake's: whom nobody may approve by a machine, and what settles it."""
import json
import re

import pytest

from steps import forget_password, live, prove, shoot, start

BORN = "1987-03-21"
NEUTRAL = "body[data-stage=noAutomaticAnswer]"


@pytest.fixture
def claimant(chromium):
    """A fresh phone for everybody who tries."""
    contexts = []

    def fresh():
        contexts.append(chromium.new_context(**chromium.phone))
        return contexts[-1].new_page()

    yield fresh
    for context in contexts:
        context.close()


def recover(page, demo, camera, head, person, document):
    """From *Forgot my password* to whatever comes after the live face."""
    forget_password(page, demo, person["userPrincipalName"])
    start(page, person["userPrincipalName"])
    prove(page, camera, document, live(head))
    page.wait_for_selector("body:not([data-stage=face]):not([data-stage=deciding])")
    return page


def events(demo, kind, person):
    """The details of what happened to this account, oldest first."""
    found = [json.loads(row[0]) for row in demo.query("SELECT bytes FROM audit_entry ORDER BY sequence")]
    return [event.get("details", {}) for event in found if event["kind"] == kind and person["id"] in json.dumps(event)]


def verdict(demo, person):
    decided = events(demo, "decided", person)[-1]
    return decided["verdict"], decided["reasons"].split()


def no_pass_for(demo, person):
    return not demo.calls("POST", f"{person['id']}/authentication/temporaryAccessPassMethods")


def console(demo, page):
    page.goto(demo.console_link())
    page.click("#sign-in")
    page.wait_for_selector("#sign-out")
    return page


def open_case(demo, page, reference):
    console(demo, page).click(f"a:has-text('{reference}')")
    page.wait_for_selector("#decide")
    page.wait_for_load_state("networkidle")


def approve(page, note):
    page.fill("#note", note)
    page.click("#approve")
    page.wait_for_selector("#confirm-decision")


def neutral_words(page):
    return re.sub(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}\b", "REFERENCE", page.content())


def test_a_colleagues_genuine_document_is_refused_with_an_alert(
        demo, camera, claimant, desktop, head, portrait, on_table):
    # The face is the colleague's own, so that nothing but the name and the birthday can tell.
    mine = demo.add_person("marta.kovacs", "Marta", "Kovacs", "1991-06-02")
    theirs = demo.add_person("nadia.rahimi", "Nadia", "Rahimi", BORN)
    document = on_table(demo.specimen("nadia", portrait, "Nadia", "Rahimi", BORN))
    page = recover(claimant(), demo, camera, head, mine, document)
    page.wait_for_selector(NEUTRAL)
    said = neutral_words(page)

    outcome, reasons = verdict(demo, mine)
    assert outcome == "refused" and "uniqueness.betterMatchElsewhere" in reasons
    assert events(demo, "alertRaised", mine) == [{"code": "betterMatchElsewhere"}]
    assert no_pass_for(demo, mine)
    assert not events(demo, "caseOpened", mine)

    # The account hears of it, and is not told why.
    def mails():
        return [mail for mail in demo.manage("GET", "/outbox") if "marta.kovacs@home.example" in str(mail)]

    demo.wait_until(mails, 30, "the account has been told")
    words = json.dumps(mails())
    assert "Somebody tried to get into your account" in words
    assert not re.search("Nadia|Rahimi|colleague|document", words)

    console(demo, desktop).goto(f"{demo.address}/console/alerts")
    row = desktop.locator("#alerts tbody tr", has_text="Marta Kovacs")
    assert "fits another account" in row.inner_text()
    shoot(desktop, "desktop-20-alerts")

    # At their own account the same document is welcome.
    page = recover(claimant(), demo, camera, head, theirs, document)
    assert page.get_attribute("body", "data-stage") == "passReady"

    # Somebody whose document is nobody's here is refused in the same words, and that is no alert.
    stranger = on_table(demo.specimen("stranger", portrait, "Quentin", "Oyelaran", "1971-02-03"))
    page = recover(claimant(), demo, camera, head, mine, stranger)
    assert verdict(demo, mine)[0] == "refused"
    assert len(events(demo, "alertRaised", mine)) == 1
    assert neutral_words(page) == said


def test_a_twins_document_opens_no_account_of_the_other(demo, camera, claimant, head, portrait, on_table):
    kristina = demo.add_person("kristina.haugen", "Kristina", "Haugen", BORN)
    kristine = demo.add_person("kristine.haugen", "Kristine", "Haugen", BORN)
    document = on_table(demo.specimen("kristina", portrait, "Kristina", "Haugen", BORN))
    page = recover(claimant(), demo, camera, head, kristine, document)
    page.wait_for_selector(NEUTRAL)
    outcome, reasons = verdict(demo, kristine)
    assert outcome != "approved" and [reason for reason in reasons if reason.startswith("uniqueness.")]
    assert no_pass_for(demo, kristine) and no_pass_for(demo, kristina)


def test_twins_registered_by_the_same_first_name_go_to_a_reviewer(
        demo, camera, claimant, desktop, head, portrait, on_table):
    # Neither has anything on file that the other has not: no question could tell them apart.
    shared = dict(otherMails=["the.vogels@home.example"])
    anna = demo.add_person("anna.vogel", "Anna", "Vogel", BORN, **shared)
    demo.add_person("anna.vogel2", "Anna", "Vogel", BORN, **shared)
    document = on_table(demo.specimen("anna", portrait, "Anna", "Vogel", BORN))
    page = recover(claimant(), demo, camera, head, anna, document)
    page.wait_for_selector(NEUTRAL)
    assert verdict(demo, anna) == ("referred", ["uniqueness.sameNameColleague"])
    assert not events(demo, "claimAsked", anna)
    assert no_pass_for(demo, anna)

    open_case(demo, desktop, page.inner_text("#reference"))
    assert "The document fits 1 other account as well." in desktop.inner_text("#colleagues")
    assert "anna.vogel2" in desktop.inner_text("#colleagues")
    shoot(desktop, "desktop-21-namesakes")


def test_namesakes_are_told_apart_by_one_more_claim(demo, camera, claimant, desktop, head, portrait, on_table):
    mine = demo.add_person("karin.lund", "Karin", "Lund", BORN, mobilePhone="+46 70 111 22 33")
    other = demo.add_person("karin.lund2", "Karin", "Lund", BORN, mobilePhone="+46 73 987 65 43")
    document = on_table(demo.specimen("karin", portrait, "Karin", "Lund", BORN))

    # Two wrong answers: a reviewer looks. The page is that of every end.
    page = recover(claimant(), demo, camera, head, other, document)
    page.wait_for_selector("body[data-stage=question]")
    for number in ("+46 70 000 00 01", "+46 70 000 00 02"):
        page.fill("#answer", number)
        page.click("#send-answer")
        page.wait_for_load_state()
    page.wait_for_selector(NEUTRAL)
    assert verdict(demo, other) == ("referred", ["phone.conflict", "uniqueness.sameNameColleague"])
    assert no_pass_for(demo, other)
    open_case(demo, desktop, page.inner_text("#reference"))
    row = desktop.locator("[data-claim]", has_text="Telephone")
    assert "+46 70 000 00 02" in row.inner_text() and row.locator("mark").count() > 0
    shoot(desktop, "desktop-22-answer")

    # Nothing was accepted so far, so the document is nobody else's yet.
    page = recover(claimant(), demo, camera, head, mine, document)
    page.wait_for_selector("body[data-stage=question]")
    shoot(page, "phone-20-question")
    asked = page.inner_text("main")
    assert not re.search(r"colleague (fits|has)|namesake|other account|22 33", asked)
    page.fill("#answer", "070 111 22 33")
    page.click("#send-answer")
    page.wait_for_selector("body[data-stage=passReady]")
    assert events(demo, "claimAnswered", mine) == [{"claim": "phone", "settled": "true"}]


def test_a_kept_name_lets_its_owner_pass_next_time_until_it_is_removed(
        demo, camera, claimant, desktop, head, portrait, on_table):
    person = demo.add_person("selma.aydin", "Selma", "Aydin", "1984-12-09")
    document = on_table(demo.specimen("selma", portrait, "Selma", "Brandstetter", "1984-12-09"))

    page = recover(claimant(), demo, camera, head, person, document)
    page.wait_for_selector(NEUTRAL)
    assert verdict(demo, person)[0] == "referred"
    open_case(demo, desktop, page.inner_text("#reference"))
    assert desktop.locator("[data-claim] mark").count() > 0
    approve(desktop, "Married; seen the certificate.")
    assert not desktop.is_checked("#keep-name")
    desktop.check("#keep-name")
    shoot(desktop, "desktop-23-keep-name")
    desktop.click("#confirm-decision")
    desktop.wait_for_selector("#outcome")
    assert [event["part"] for event in events(demo, "aliasKept", person)] == ["surname"]

    page = recover(claimant(), demo, camera, head, person, document)
    assert page.get_attribute("body", "data-stage") == "passReady"

    desktop.goto(f"{demo.address}/console/names")
    shoot(desktop, "desktop-24-names")
    desktop.locator("#names tbody tr", has_text="Selma").locator("button").click()
    desktop.wait_for_load_state()
    assert desktop.locator("#names tbody tr", has_text="Selma").count() == 0
    assert len(events(demo, "aliasRemoved", person)) == 1
    page = recover(claimant(), demo, camera, head, person, document)
    page.wait_for_selector(NEUTRAL)
    assert verdict(demo, person)[0] == "referred"


def test_a_document_of_somebody_who_was_approved_with_it_never_passes_for_another(
        demo, camera, claimant, desktop, head, portrait, on_table):
    first = demo.add_person("teresa.roca", "Teresa", "Roca", "1979-09-17")
    document = on_table(demo.specimen("teresa", portrait, "Teresa", "Roca", "1979-09-17"))
    page = recover(claimant(), demo, camera, head, first, document)
    assert page.get_attribute("body", "data-stage") == "passReady"
    # She leaves, and an account of her name and birthday appears.
    demo.manage("DELETE", f"/users/{first['id']}?permanently=true")
    demo.wait_until(lambda: not demo.knows(first), 60, "the sync has seen that she left")
    second = demo.add_person("t.roca", "Teresa", "Roca", "1979-09-17")
    page = recover(claimant(), demo, camera, head, second, document)
    page.wait_for_selector(NEUTRAL)
    assert verdict(demo, second) == ("referred", ["document.boundElsewhere"])
    assert events(demo, "alertRaised", second) == [{"code": "documentBoundElsewhere"}]
    assert no_pass_for(demo, second)
    open_case(demo, desktop, page.inner_text("#reference"))
    assert "Another account was recovered with this very document before." in desktop.inner_text("main")
    shoot(desktop, "desktop-25-bound-elsewhere")
    marks = demo.query("SELECT mark FROM document_binding WHERE person = ?", first["id"])
    assert len(marks) == 1 and re.fullmatch("[0-9a-f]{64}", marks[0][0])
