"""The running demo, a browser with a camera, and the people of the tests."""
import os
import pathlib

import pytest

pytest.importorskip("playwright", reason="SKIPPED: playwright could not be installed from PyPI")
pytest.importorskip("axe_playwright_python", reason="SKIPPED: axe-playwright-python could not be installed from PyPI")
pytest.importorskip("cv2", reason="SKIPPED: opencv-python-headless could not be installed from PyPI")

from playwright.sync_api import sync_playwright  # noqa: E402

from camera import PuppetCamera  # noqa: E402
from demo import Demo, MODELS, ROOT, SAMPLES, WORKER  # noqa: E402
from pictures import Head, document_on_table  # noqa: E402
from worker import analyse_face  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
SCREENSHOTS = pathlib.Path(os.environ.get("COUNTERSIGN_SCREENSHOTS", ROOT / ".build" / "screenshots"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    demo = Demo(tmp_path_factory.mktemp("demo")).start()
    yield demo
    leaks = demo.leaks()
    demo.stop()
    assert not leaks, f"written down where it must not be: {leaks}"


@pytest.fixture(scope="session")
def camera(tmp_path_factory):
    camera = PuppetCamera(tmp_path_factory.mktemp("camera") / "camera.y4m")
    yield camera
    camera.close()


@pytest.fixture(scope="session")
def chromium(camera):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[
            "--no-sandbox", "--disable-dev-shm-usage", "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={camera.path}"])
        browser.phone = playwright.devices["Pixel 7"]
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(**chromium.phone)
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def head():
    """The living person of the tests."""
    picture = SAMPLES / "obama.jpg"
    return Head(picture, analyse_face(WORKER, MODELS, picture)["landmarks"])


@pytest.fixture(scope="session")
def portrait():
    """The same person on another day: what stands on their document."""
    return SAMPLES / "obama3.jpg"


@pytest.fixture(scope="session")
def other_portrait():
    return SAMPLES / "biden.jpg"


@pytest.fixture(scope="session")
def on_table():
    return document_on_table
