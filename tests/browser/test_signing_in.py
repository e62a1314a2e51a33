"""Signing in with a second factor, in a browser: apps, keys, codes, and what somebody sees."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.conftest import OpenPage
from tests.browser.running import PASSWORD, Demo
from tests.browser.test_accessibility import barriers

SECOND_FACTOR = "/admin/second-factor/"


def code(secret: str, *, later: int = 0) -> str:
    """What an app with this secret shows."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))


def confirm_password(page: Page) -> None:
    """Say the password again, as is asked before a factor is changed."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def set_up_app(page: Page, look: Callable[[Page], None]) -> tuple[str, list[str]]:
    """Set up an app from the account; its secret and the recovery codes."""
    page.goto("/admin/account/")
    page.get_by_role("tab", name="More actions").click()
    page.get_by_role("link", name="Second factors").click()
    look(page)
    page.get_by_role("link", name="Activate").click()
    look(page)
    confirm_password(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    look(page)
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Activate").click()
    codes = page.get_by_label("Unused codes")
    expect(codes).to_be_visible()
    look(page)
    return secret, re.findall(r"\d{8}", codes.input_value())


def add_key(page: Page, look: Callable[[Page], None]) -> None:
    """Add a key, made by the browser itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    authenticator = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
                     "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    page.goto(SECOND_FACTOR)
    page.get_by_role("link", name="Add", exact=True).click()
    look(page)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_contain_text("Security key added.")
    page.goto(f"{SECOND_FACTOR}webauthn/")
    expect(page.get_by_text("Master key", exact=True)).to_be_visible()
    look(page)


def begin(page: Page, user: str) -> None:
    """Send name and password."""
    page.goto("/admin/")
    page.get_by_role("textbox", name="Username").fill(user)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def is_free_of_barriers(page: Page) -> None:
    """Nothing that axe-core knows, at any width, light and dark."""
    assert barriers(page) == [], page.url


@pytest.fixture
def origin(own_demo: Demo) -> str:
    """Where browsers let keys be used without TLS."""
    return own_demo.origin.replace("127.0.0.1", "localhost")


def test_a_second_factor_from_beginning_to_end(open_page: OpenPage, origin: str) -> None:
    page = open_page(user="editor", origin=origin)
    secret, codes = set_up_app(page, is_free_of_barriers)
    assert len(codes) == 10
    add_key(page, is_free_of_barriers)

    page.context.clear_cookies()
    begin(page, "editor")
    expect(page.get_by_role("heading", name="Two-Factor Authentication")).to_be_visible()
    is_free_of_barriers(page)
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url("**/admin/")

    page.context.clear_cookies()
    begin(page, "editor")
    page.get_by_label("Code").fill(code(secret, later=1))
    page.get_by_role("button", name="Sign In").click()
    page.wait_for_url("**/admin/")

    page.context.clear_cookies()
    begin(page, "editor")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign In").click()
    page.wait_for_url("**/admin/")


def test_a_group_that_needs_one_is_led_to_it(open_page: OpenPage, own_demo: Demo) -> None:
    administrator = open_page(user="admin", origin=own_demo.origin)
    administrator.goto("/admin/settings/accounts/secondfactorsettings/")
    administrator.get_by_role("checkbox", name="Editors").check()
    administrator.get_by_role("button", name="Save").click()
    expect(administrator.get_by_role("status")).to_contain_text("updated")

    editor = open_page(origin=own_demo.origin)
    begin(editor, "editor")
    expect(editor.get_by_role("heading", name="Two-Factor Authentication")).to_be_visible()
    editor.goto("/admin/pages/")
    assert editor.url.endswith("/second-factor/?next=/admin/pages/")
    is_free_of_barriers(editor)

    administrator.goto("/admin/reports/audit/?category=rights.")
    expect(administrator.get_by_role("main")).to_contain_text('{"groups": ["Editors"]}')


@pytest.mark.parametrize(
    ("locale", "title"), [("en-GB", "Locked for a short time"), ("zh-CN", "暂时锁定")]
)
def test_whoever_is_locked_sees_for_how_long(
    open_page: OpenPage, own_demo: Demo, locale: str, title: str
) -> None:
    page = open_page(origin=own_demo.origin, locale=locale)
    page.goto("/admin/login/")
    is_free_of_barriers(page)
    for _number in range(5):
        page.locator("[name=username]").fill("nobody")
        page.locator("[name=password]").fill("wrong")
        page.locator("[type=submit]").click()
    page.locator("[name=username]").fill("nobody")
    page.locator("[name=password]").fill("wrong")
    page.locator("[type=submit]").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("15")
    is_free_of_barriers(page)


def test_nobody_is_asked_in_the_demo(open_page: OpenPage) -> None:
    page = open_page()
    people.sign_in(page, "translator")
    expect(page.get_by_role("navigation").first).to_be_visible()
