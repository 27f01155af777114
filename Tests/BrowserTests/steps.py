"""What a person does, one function for each thing, so that a test reads as the way it walks."""
import re

from playwright.sync_api import Error as PlaywrightError

from conftest import SCREENSHOTS

TURN = 28


def shoot(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


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
    while True:
        pose, state = asked(page)
        if state not in ("running", "ready"):
            return state
        if pose and pose != shown:
            camera.show(views[pose])
            shown = pose
        page.wait_for_timeout(60)


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
