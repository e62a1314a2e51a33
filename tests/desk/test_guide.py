"""The guide names what the interface really has, in both languages, and leads somewhere."""

from __future__ import annotations

import html
import re

from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.users.models import UserProfile

import polib
import pytest
from wagtail_localize.models import Translation

from cms.desk import guide
from tests.browser.running import ROOT
from tests.translation.fixtures import publish, submit, write

pytestmark = pytest.mark.one_database


@pytest.fixture
def places(newsroom, translate, committed):
    """The URLs at which the interface shows the names."""
    article = newsroom.article("Changed")
    translate(article, newsroom.zh)
    article.summary = "Changed."
    with committed():
        publish(article)
    write(submit(newsroom.article("Sent"), newsroom.zh))
    unsent = newsroom.article("Unsent")
    notice = newsroom.notice()
    target = Page.objects.get(locale=newsroom.zh, draft_title="译Changed")
    assert Translation.objects.filter(source__object_id=article.translation_key).exists()
    edit = "wagtailadmin_pages:edit"
    return {
        "home": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[newsroom.news.pk]),
        "editor": reverse(edit, args=[unsent.pk]),
        "notice": reverse(edit, args=[notice.pk]),
        "submit": reverse("wagtail_localize:submit_page_translation", args=[unsent.pk]),
        "dashboard": reverse("translation_dashboard"),
        "translation": reverse(edit, args=[target.pk]),
    }


PLACES = {
    "home": ["pages", "calendar", "waiting", "shared_links", "translations"],
    "explorer": ["add_child_page"],
    "editor": [
        "title", "toggle_preview", "toggle_status", "set_schedule", "save_draft",
        "more_actions", "publish", "actions", "share", "named_versions",
        "translate_this_page",
    ],
    "notice": ["in_force_from", "prevailing_language"],
    "submit": ["submit"],
    "dashboard": ["out_of_date", "synchronise"],
    "translation": ["texts_side_by_side", "show_preview"],
}  # fmt: skip
# Made by a script; its catalogue is sent with each page.
BY_SCRIPT = {"insert_a_block"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_name_is_shown_where_the_guide_says(client, admin_user, places, language):
    named = [name for names in PLACES.values() for name in names]
    assert {*named} | BY_SCRIPT == {*guide.NAMES}
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
    client.force_login(admin_user)
    missing = []
    for place, names in PLACES.items():
        shown = html.unescape(client.get(places[place]).text)
        # The data of the menu is JSON.
        shown += re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), shown)
        with translation.override(language):
            labels = {name: guide.label(guide.NAMES[name]) for name in names}
        missing += [(place, name, text) for name, text in labels.items() if text not in shown]
    assert missing == []
    by_script = {"en": "Insert a block", "zh-hans": scripts_catalogue()["Insert a block"]}
    with translation.override(language):
        assert guide.label(guide.NAMES["insert_a_block"]) == by_script[language]


def scripts_catalogue():
    """The Chinese texts that are sent to the admin's scripts."""
    path = ROOT / "cms/localisation/locale/zh_Hans/LC_MESSAGES/djangojs.po"
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_sentence_is_translated_and_names_what_there_is(admin_user, language):
    with translation.override(language):
        sections = guide.guide(admin_user)
        steps = [
            (str(step), shown)
            for section, shown_section in zip(guide.SECTIONS, sections, strict=True)
            for step, shown in zip(section.steps, shown_section.steps, strict=True)
        ]
    used = set()
    for section in guide.SECTIONS:
        with translation.override(language):
            for step in section.steps:
                used |= {*re.findall(r"{(\w+)}", str(step))}
    assert used == {*guide.NAMES}
    assert all("{" not in shown for _step, shown in steps)
    if language != "en":
        assert [step for step, _shown in steps if not re.search("[\u4e00-\u9fff]", step)] == []


@pytest.mark.parametrize("who", ["admin", "editor", "translator", "entrant"])
def test_its_links_lead_somewhere(client, people, who):
    client.force_login(people[who])
    page = client.get(reverse("guide"))
    assert page.status_code == 200
    main = page.text.partition('<div class="guide">')[2]
    links = {*re.findall(r'href="(/[^"]*)"', main)}
    codes = {link: client.get(link, follow=True).status_code for link in links}
    assert codes == dict.fromkeys(links, 200)
    assert (reverse("calendar") in links) == (who != "entrant")
    anchors = {*re.findall(r'href="#([^"]*)"', main)}
    assert anchors == {*re.findall(r'<section id="([^"]*)"', main)}
