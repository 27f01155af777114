"""Entra's second factor: from the password to the face and back, and everybody who must not come back signed in."""
import json
import re

import pytest

from relying_party import Overheard, claims_for_everybody
from steps import live, shoot, show_document, turn_head

PASSWORD = "Contoso-demo-2026"
SIZES = {"phone": {"width": 412, "height": 839}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture
def open_page(chromium):
    contexts = []

    def open_one(size="phone"):
        context = chromium.new_context(viewport=SIZES[size])
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def to_the_face(page, demo, person):
    """Password at the simulator, then the external method."""
    page.goto(f"{demo.simulator}/signin")
    page.fill("#loginfmt", person["userPrincipalName"])
    page.click("button:has-text('Next')")
    page.fill("#passwd", PASSWORD)
    page.click("button:has-text('Sign in')")
    page.click("button:has-text('Use Countersign')")


def prove_inside(page, camera, document, views, name=None):
    """Consent, document and face while Entra waits."""
    page.wait_for_selector("body[data-stage=consent]")
    if name:
        shoot(page, f"{name}-consent")
    page.click("#agree")
    camera.show(document)
    page.wait_for_selector("#capture[data-kind=document]")
    if name:
        shoot(page, f"{name}-document")
    show_document(page, camera, document)
    show_face(page, camera, views)


def show_face(page, camera, views):
    while turn_head(page, camera, views) == "again":
        pass


def signed_in(page, given):
    page.wait_for_selector("#signed-in")
    return given in page.inner_text("#signed-in")


def audit(demo, kind):
    events = [json.loads(row[0]) for row in demo.query("SELECT bytes FROM audit_entry ORDER BY sequence")]
    return [event for event in events if event["kind"] == kind]


def kept_faces(demo, person):
    return demo.query("SELECT count(*) FROM face_reference WHERE object = ?", person["id"])[0][0]


def pictures(demo):
    return {row[0] for row in demo.query("SELECT DISTINCT session FROM evidence")}


def enrolled(demo, camera, page, head, portrait, on_table, nickname, given, surname, born):
    """Somebody who proved who they are with the first sign-in."""
    person = demo.add_person(nickname, given, surname, born)
    to_the_face(page, demo, person)
    prove_inside(page, camera, on_table(demo.specimen(nickname, portrait, given, surname, born)), live(head))
    assert signed_in(page, given)
    assert kept_faces(demo, person) == 1
    return person


@pytest.mark.parametrize("size, given, surname", [("phone", "Maya", "Achterberg"), ("desktop", "Jonas", "Weidel")])
def test_the_first_sign_in_takes_a_document_and_the_next_a_selfie(
        demo, camera, open_page, head, portrait, on_table, size, given, surname):
    nickname = given.lower()
    person = demo.add_person(nickname, given, surname, "1987-03-02")
    document = on_table(demo.specimen(nickname, portrait, given, surname, "1987-03-02"))
    before = pictures(demo)
    page = open_page(size)
    to_the_face(page, demo, person)
    prove_inside(page, camera, document, live(head), name=f"{size}-20-first")
    assert signed_in(page, given)
    assert kept_faces(demo, person) == 1
    # Nothing of the proof but the agreed measurement stays.
    assert pictures(demo) == before

    page = open_page(size)
    overheard = Overheard(page)
    to_the_face(page, demo, person)
    page.wait_for_selector("body[data-stage=face]")
    assert person["userPrincipalName"] in page.inner_text("#who")
    assert re.fullmatch(r"[0-5]:\d\d", page.inner_text("#countdown"))
    camera.show(live(head)["ahead"])
    page.wait_for_timeout(600)
    shoot(page, f"{size}-21-selfie")
    show_face(page, camera, live(head))
    assert signed_in(page, given)
    (request,), (answer,) = overheard.requests, overheard.answers
    claims = claims_for_everybody(demo.address, request, answer)
    assert (claims["acr"], claims["amr"]) == ("possessionorinherence", ["face"])
    assert [event["details"]["answer"] for event in audit(demo, "signInAnswered")][-2:] == ["approved"] * 2

    # The page is a look back now, and offers to have the face erased.
    page.goto(f"{demo.address}/sign-in")
    shoot(page, f"{size}-22-signed-in")
    page.click("#withdraw")
    page.wait_for_selector("body[data-stage=withdrawn]")
    shoot(page, f"{size}-23-erased")
    assert kept_faces(demo, person) == 0


def test_another_face_is_declined(demo, camera, open_page, head, other_portrait, portrait, on_table):
    page = open_page()
    # Enrolled with the face of the tests; another person knows the password.
    person = enrolled(demo, camera, page, head, portrait, on_table, "nils.berg", "Nils", "Berg", "1990-12-01")
    from conftest import MODELS, WORKER
    from pictures import Head
    from worker import analyse_face
    other = Head(other_portrait, analyse_face(WORKER, MODELS, other_portrait)["landmarks"])
    page = open_page()
    to_the_face(page, demo, person)
    show_face(page, camera, live(other))
    page.wait_for_selector("body[data-stage=noAutomaticAnswer]")
    shoot(page, "phone-24-not-recognised")
    assert "face.differs" in audit(demo, "decided")[-1]["details"]["reasons"].split()
    page.click("#back")
    page.wait_for_selector("#error")
    assert "AADSTS" in page.inner_text("#error")


def test_a_stolen_password_and_ones_own_document_are_declined(demo, camera, open_page, head, portrait, on_table):
    person = demo.add_person("olga.petrova", "Olga", "Petrova", "1979-09-30")
    document = on_table(demo.specimen("thief", portrait, "Vera", "Lindgren", "1991-01-05"))
    page = open_page()
    to_the_face(page, demo, person)
    prove_inside(page, camera, document, live(head))
    page.wait_for_selector("body[data-stage=noAutomaticAnswer]")
    page.click("#back")
    page.wait_for_selector("#error")
    assert kept_faces(demo, person) == 0


def test_another_method_is_one_press_away(demo, open_page):
    person = demo.add_person("paula.krug", "Paula", "Krug", "1984-04-04")
    page = open_page()
    to_the_face(page, demo, person)
    page.click("#leave")
    page.wait_for_selector("#error")
    page.goto(f"{demo.address}/sign-in")
    assert page.locator("#start-again").is_visible()
    shoot(page, "phone-25-start-again")


def test_a_sign_in_from_another_site_keeps_its_cookie(demo, chromium, open_page):
    """`localhost` and `127.0.0.1` are different sites to a browser, as Microsoft's and ours are."""
    person = demo.add_person("quentin.roy", "Quentin", "Roy", "1993-07-07")
    still = chromium.new_context(java_script_enabled=False)
    challenge = still.new_page()
    to_the_face(challenge, demo, person)
    address = challenge.get_attribute("form", "action")
    fields = {each.get_attribute("name"): each.get_attribute("value")
              for each in challenge.query_selector_all("form input[type=hidden]")}
    still.close()
    page = open_page()
    page.goto(demo.simulator.replace("localhost", "127.0.0.1") + "/signin")
    page.evaluate("""([address, fields]) => {
        const form = document.body.appendChild(document.createElement("form"));
        form.method = "post";
        form.action = address;
        for (const [name, value] of Object.entries(fields)) {
            const field = form.appendChild(document.createElement("input"));
            field.type = "hidden";
            field.name = name;
            field.value = value;
        }
        form.submit();
    }""", [address, fields])
    page.wait_for_selector("body[data-stage=consent]")
    assert page.url == f"{demo.address}/sign-in"
    cookie = [cookie for cookie in page.context.cookies() if cookie["name"] == "__Host-sign-in"][0]
    assert cookie["httpOnly"] and cookie["secure"] and cookie["sameSite"] == "Lax"


def test_when_the_time_is_over_the_page_says_so(demo, camera, open_page, head, portrait, on_table):
    page = open_page()
    person = enrolled(demo, camera, page, head, portrait, on_table, "rosa.marin", "Rosa", "Marin", "1982-02-02")
    page = open_page()
    page.clock.install()
    to_the_face(page, demo, person)
    page.wait_for_selector("body[data-stage=face]")
    camera.show(live(head)["ahead"])
    page.clock.fast_forward("04:10")
    page.wait_for_function("document.querySelector('#countdown')?.classList.contains('short')")
    assert "One minute" in page.inner_text("#countdown-said")
    shoot(page, "phone-26-one-minute")


def test_enrolling_first_makes_the_sign_in_a_selfie(demo, camera, open_page, head, portrait, on_table):
    person = demo.add_person("sven.dahl", "Sven", "Dahl", "1976-06-06")
    document = on_table(demo.specimen("sven", portrait, "Sven", "Dahl", "1976-06-06"))
    page = open_page()
    page.goto(f"{demo.address}/r/contoso/enrol")
    shoot(page, "phone-27-enrol")
    page.fill("#email", person["userPrincipalName"])
    page.click("#continue")
    page.wait_for_selector("body[data-stage=consent]")
    shoot(page, "phone-28-enrol-consent")
    page.click("#agree")
    page.click("#here")
    show_document(page, camera, document)
    show_face(page, camera, live(head))
    page.wait_for_selector("body[data-stage=finished]")
    shoot(page, "phone-29-enrolled")
    assert not demo.calls("POST", f"{person['id']}/authentication/temporaryAccessPassMethods")
    page = open_page()
    to_the_face(page, demo, person)
    show_face(page, camera, live(head))
    assert signed_in(page, "Sven")

    def mails():
        return [mail for mail in demo.manage("GET", "/outbox") if "sven.dahl@home.example" in str(mail)]

    demo.wait_until(lambda: mails(), 30, "the mail about the kept face has arrived")
    page.goto(re.search(r"http://localhost:\d+/withdraw#[0-9a-f]{32}", str(mails()[-1])).group(0))
    page.wait_for_selector("#erase:not([disabled])")
    assert kept_faces(demo, person) == 1, "opening the link erases nothing"
    shoot(page, "phone-30-withdraw")
    page.click("#erase")
    page.wait_for_selector("#erase", state="hidden")
    assert kept_faces(demo, person) == 0
