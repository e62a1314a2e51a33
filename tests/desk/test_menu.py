"""Every entry of the menu leads to a page of the user's with something to do or to read."""

from __future__ import annotations

import json
import re

from django.urls import reverse

import pytest

pytestmark = pytest.mark.one_database


def entries(client):
    """The URLs of the menu of a user by the labels on the way to each."""
    page = client.get(reverse("wagtailadmin_home")).text
    found = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    urls: dict[tuple[str, ...], str] = {}

    def walk(node, way):
        if isinstance(node, list):
            for one in node:
                walk(one, way)
        elif isinstance(node, dict):
            kind, args = node.get("_type", ""), node.get("_args", [{}])
            if kind.endswith("SubMenuItem"):
                walk(args[1], (*way, args[0]["label"]))
            elif kind.endswith("LinkMenuItem"):
                urls[*way, args[0]["label"]] = args[0]["url"]
            else:
                walk(list(node.values()), way)

    walk(json.loads(found[1]), ())
    return urls


# Reports that have rows as soon as anything is changed.
FILLED_BY_ANYTHING = {
    ("Reports", name) for name in ("Content versions", "Background tasks", "Audit trail")
}


@pytest.mark.parametrize("who", ["admin", "editor", "translator", "entrant"])
def test_every_entry_leads_to_a_page_of_the_users(client, people, who):
    client.force_login(people[who])
    urls = entries(client)
    assert ("Help", "How to use this site") in urls
    # Opens a dialog.
    urls.pop(("Help", "Shortcuts"))
    answers = {way: client.get(url, follow=True) for way, url in urls.items()}
    assert [way for way, url in urls.items() if not url.startswith("/admin/")] == []
    refused = {
        way
        for way, answer in answers.items()
        if answer.status_code != 200 or answer.request["PATH_INFO"] == "/admin/"
    }
    assert refused == set()
    empty = {way for way, answer in answers.items() if "There are no results." in answer.text}
    assert empty <= FILLED_BY_ANYTHING


def test_there_is_one_report_on_translations(client, people):
    client.force_login(people["admin"])
    named = [way for way in entries(client) if way[-1] == "Translations"]
    assert named == [("Translations",)]
    report = client.get(reverse("wagtail_localize:translations_report"))
    assert report["Location"] == reverse("translation_dashboard")


def test_what_a_user_has_no_right_to_is_not_in_the_menu(client, people):
    client.force_login(people["entrant"])
    assert {way[0] for way in entries(client)} == {"Help", "Account"}
