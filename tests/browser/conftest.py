"""One demo and one browser for all tests; a context of its own for each person in each test.

Every page is watched. A test that ends with an error in the console, a failed request or a request
to another host has failed, whatever it was about.
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import people
from tests.browser.running import Demo, running_demo
from tests.browser.watching import Watch
from tests.services import kept
from tests.services.chromium import chromium

# Long enough for a browser, a demo and its workers on two busy cores.
PATIENCE_MILLISECONDS = 20_000
SCREENSHOTS = Path(".cache/screenshots")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

OpenPage = Callable[..., Page]
SignedIn = Callable[[str], Any]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo that tests share. They add to it, and take nothing away."""
    folder = tmp_path_factory.mktemp("demo")
    kept.load_demo(folder)
    with running_demo(folder) as running:
        yield running


@pytest.fixture
def own_demo(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A copy of the demo that the test may change as it likes."""
    folder = tmp_path_factory.mktemp("own-demo")
    demo.copy_state(folder)
    with running_demo(folder) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, demo: Demo) -> SignedIn:
    """The cookies of a user of the shared demo, who signs in once for all tests."""

    @cache
    def cookies(user: str) -> Any:
        context = browser.new_context(base_url=demo.origin)
        people.sign_in(context.new_page(), user)
        found = context.storage_state()
        context.close()
        return found

    return cookies


@pytest.fixture
def open_page(
    browser: Browser, demo: Demo, signed_in: SignedIn, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Opens a page in a browser that nobody has used before; with ``user``, signed in.

    Options are those of a context: ``viewport``, ``color_scheme``. ``origin`` leads elsewhere than
    to the shared demo. Who saves their account there needs a session of their own: it ends then.
    """
    watches: list[Watch] = []
    contexts: list[BrowserContext] = []

    def opened(
        *, user: str = "", origin: str = "", has_own_session: bool = False, **options: Any
    ) -> Page:
        signs_in = has_own_session or origin
        if user and not signs_in:
            options["storage_state"] = signed_in(user)
        context = browser.new_context(base_url=origin or demo.origin, **options)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        watch = Watch(origin or demo.origin)
        watches.append(watch)
        context.on("page", watch.follow)
        page = context.new_page()
        if user and signs_in:
            people.sign_in(page, user)
        return page

    yield opened
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    if complaints or request.node.stash.get(HAS_FAILED, False):
        keep_screenshots(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def reader(open_page: OpenPage) -> Page:
    """Somebody who reads the site."""
    return open_page()


@pytest.fixture
def editor(open_page: OpenPage) -> Page:
    """The editor, signed in."""
    return open_page(user="editor")


@pytest.fixture
def translator(open_page: OpenPage) -> Page:
    """The translator, signed in."""
    return open_page(user="translator")


def keep_screenshots(test: str, contexts: list[BrowserContext]) -> None:
    """What was on the screens when a test failed."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"\W+", "-", test).strip("-")
    for number, page in enumerate(page for context in contexts for page in context.pages):
        path = SCREENSHOTS / f"{name}-{number}.png"
        page.screenshot(path=path)
        os.write(2, f"\n{page.url} is shown in {path}\n".encode())


HAS_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Tell the fixtures whether the test failed."""
    report = yield
    if report.failed:
        item.stash[HAS_FAILED] = True
    return report
