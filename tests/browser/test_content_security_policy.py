"""The reference frontend under the policy that its README gives."""

import re

import pytest
from playwright.sync_api import Page, Route

from cms.demo.content import news
from cms.demo.views import FRONTEND
from tests.browser.addresses import LANGUAGES, scroll_through, visit

POLICY = re.search(r"`(default-src 'none';[^`]+)`", (FRONTEND / "README.md").read_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_it_does_is_forbidden(reader: Page, language: str) -> None:
    assert POLICY

    def answer_under_the_policy(route: Route) -> None:
        response = route.fetch()
        headers = response.headers | {"Content-Security-Policy": POLICY[1]}
        route.fulfill(response=response, headers=headers)

    reader.route(f"**/{language}/**", answer_under_the_policy)
    for path in ["", f"news/{news.MAIN}/", "favorites/", "search/?q=CQC"]:
        visit(reader, language, path)
        scroll_through(reader)
        # What is forbidden is an error in the console, which the watch finds.
        assert policy_of(reader) == POLICY[1]


def policy_of(reader: Page) -> str | None:
    """The policy that the address shown is served under."""
    policy: str | None = reader.evaluate(
        "async () => (await fetch(location.href)).headers.get('Content-Security-Policy')"
    )
    return policy
