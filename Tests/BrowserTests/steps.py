"""What a person does, one function for each thing, so that a test reads as the way it walks."""
import re
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError

from conftest import SCREENSHOTS

TURN = 28
# Longer than a challenge lasts on the slowest machine; whoever waits longer waits for nothing.
CHALLENGE_SECONDS = 120
# WCAG 2.2, levels A and AA (requirements: EN 301 549).
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def shoot(page, name):
    """Takes a picture of the page for people to look at, and lets axe look at it for those who cannot."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def press_on(page, selector):
    """Goes to a button or link with the Tab key, as somebody without a mouse does, and presses Enter there."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            outline = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow }")
            assert outline != "nonenone", f"{selector} does not show that it has the focus"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def forget_password(page, demo, address):
    """From the sign-in page to the portal, as the link on it leads."""
    page.goto(f"{demo.simulator}/signin")
    page.fill("#loginfmt", address)
    page.click("button:has-text('Next')")
    page.click("#forgot")
    page.wait_for_url(re.compile(r"/r/contoso$"))


def start(page, address):
    """From the portal's own address, which is where the link on the sign-in page leads."""
    page.fill("#email", address)
    page.click("#continue")
    page.click("#agree")


def prove(page, camera, document, views):
    """Document and live face in this browser, to the answer."""
    page.click("#here")
    show_document(page, camera, document)
    state = turn_head(page, camera, views)
    while state == "again":
        state = turn_head(page, camera, views)


def hand_over(desktop, phone):
    """Follows the address in the QR code on the phone, as its camera would."""
    desktop.wait_for_selector("#qr:not([hidden])")
    phone.goto(read_qr(desktop))
    phone.wait_for_selector("#asking:not([hidden])")
    assert phone.inner_text("#reference") == desktop.inner_text("#reference")


def read_qr(page):
    """The picture on the screen, read by an independent reader."""
    import subprocess
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.locator("#qr").screenshot(path=file.name)
        return subprocess.run(
            ["zbarimg", "--quiet", "--raw", file.name], check=True, capture_output=True, text=True).stdout.strip()


def show_document(page, camera, picture):
    camera.show(picture)
    page.wait_for_selector("#capture[data-kind=document]")
    page.wait_for_selector("#capture[data-kind=face]", timeout=60_000)


def turn_head(page, camera, views):
    """Looks where the page says, for as long as it asks. `views`: a picture for each pose.

    Returns the state the page ended in, or None when it went on to the next page.
    """
    camera.show(views["ahead"])
    page.wait_for_selector("#capture[data-kind=face] #begin:not([hidden]):not([disabled])")
    page.wait_for_timeout(700)
    page.click("#begin")
    shown = None
    deadline = time.monotonic() + CHALLENGE_SECONDS
    while time.monotonic() < deadline:
        pose, state = asked(page)
        if state != "running":
            return state
        if pose and pose != shown:
            camera.show(views[pose])
            shown = pose
        page.wait_for_timeout(60)
    raise AssertionError(
        f"the challenge did not end: state {state}, pose {pose}, the page says {page.inner_text('#hint')!r}")


def asked(page):
    """Pose and state as the page shows them; (None, None) once it has gone on."""
    try:
        return page.evaluate(
            "() => { const c = document.querySelector('#capture'); return c ? [c.dataset.pose, c.dataset.state] : [null, null] }")
    except PlaywrightError:
        return None, None


def live(head):
    return {"ahead": head.ahead(), "left": head.turned(TURN), "right": head.turned(-TURN)}


def flat(head):
    return {"ahead": head.flat(0), "left": head.flat(TURN), "right": head.flat(-TURN)}


def read_pass(page, demo):
    """The code on the page; remembered, so that the end of the run can look for it everywhere else."""
    code = page.inner_text("#pass-code").strip()
    assert code
    demo.codes.append(code)
    return code


def sign_in_with_pass(page, demo, address, code):
    page.goto(f"{demo.simulator}/signin")
    page.fill("#loginfmt", address)
    page.click("button:has-text('Next')")
    page.click("#use-pass")
    page.fill("#accesspass", code)
    page.click("button:has-text('Sign in')")
