"""The previews that a load leaves open."""

from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import pytest

from cms.delivery.models import Preview
from cms.demo import accounts, previews
from tests.demo.conftest import Demo

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]


def shown(token: str) -> Any:
    query = "query P($token: String!) { preview(token: $token) { title language lastPublishedAt } }"
    question = {"query": query, "variables": {"token": token}}
    answer = Client().post("/graphql/", question, content_type="application/json")
    return answer.json()["data"]["preview"]


def test_a_draft_of_each_language_can_be_looked_at(demo: Demo) -> None:
    assert shown(previews.ENGLISH_TOKEN) == {
        "title": "Testing hydrogen components (draft)",
        "language": "en",
        "lastPublishedAt": "2026-10-07T09:00:00+00:00",
    }
    assert shown(previews.CHINESE_TOKEN) == {
        "title": "人人可读的新闻中心：无障碍阅读",
        "language": "zh-Hans",
        "lastPublishedAt": "2026-10-07T09:00:00+00:00",
    }


def test_they_are_an_editors_and_a_translators_and_end_after_the_usual_time(
    demo: Demo, settings: Any
) -> None:
    opened = {one.user.get_username(): one for one in Preview.objects.select_related("user")}
    most = timezone.now() + timedelta(seconds=settings.PREVIEW_SECONDS)

    assert set(opened) == {accounts.EDITOR, accounts.TRANSLATOR}
    assert all(one.expires_at <= most for one in opened.values())


def test_nothing_opens_them_again(demo: Demo) -> None:
    Preview.objects.update(expires_at=timezone.now())
    call_command("load_demo", stdout=StringIO())

    assert (shown(previews.ENGLISH_TOKEN), shown(previews.CHINESE_TOKEN)) == (None, None)
