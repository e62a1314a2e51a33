"""Two people in one translation."""

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

import pytest
from wagtail_localize.models import StringTranslation

from cms.translation.editor.concurrent_edits import checksum
from tests.translation.fixtures import submit


class Translator:
    """Somebody with the translation editor open."""

    def __init__(self, user, translation):
        self.client = Client()
        self.client.force_login(user)
        segment = translation.source.stringsegment_set.get(context__path="title")
        self.address = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
        )

    def save(self, text, seen=""):
        body = encode_multipart(BOUNDARY, {"value": text})
        headers = {} if seen is None else {"X-Text-Seen": checksum(seen)}
        return self.client.put(self.address, body, content_type=MULTIPART_CONTENT, headers=headers)

    def delete(self, seen):
        return self.client.delete(self.address, headers={"X-Text-Seen": checksum(seen)})


@pytest.fixture
def two(newsroom, django_user_model):
    translation = submit(newsroom.article(), newsroom.zh)
    users = [django_user_model.objects.create_superuser(name) for name in ("wei", "lin")]
    return [Translator(user, translation) for user in users]


def stored():
    titles = StringTranslation.objects.filter(translation_of__data="A lab opens")
    return list(titles.values_list("data", flat=True))


def test_a_text_that_was_not_seen_is_not_replaced(two):
    wei, lin = two
    assert wei.save("实验室开业").status_code == 201
    refused = lin.save("实验室启用")
    assert refused.status_code == 409
    assert refused.json() == {
        "message": "wei has translated this text in the meantime. Yours wasn't saved: to replace "
        "theirs, open it and save it again.",
        "text": "实验室开业",
    }
    assert stored() == ["实验室开业"]


def test_a_text_that_was_seen_is_replaced(two):
    wei, lin = two
    wei.save("实验室开业")
    assert lin.save("实验室启用", seen="实验室开业").status_code == 200
    assert wei.save("旧", seen="实验室开业").status_code == 409
    assert stored() == ["实验室启用"]


def test_a_text_that_was_not_seen_is_not_deleted(two):
    wei, lin = two
    wei.save("实验室开业")
    lin.save("实验室启用", seen="实验室开业")
    assert wei.delete(seen="实验室开业").status_code == 409
    assert stored() == ["实验室启用"]
    assert wei.delete(seen="实验室启用").status_code == 200
    assert stored() == []
    assert lin.save("又一次", seen="实验室启用").status_code == 201


def test_who_says_nothing_of_what_was_seen_saves_as_ever(two):
    wei, lin = two
    wei.save("实验室开业")
    assert lin.save("实验室启用", seen=None).status_code == 200
    assert stored() == ["实验室启用"]


def test_the_checksum_is_that_of_the_editor():
    assert (checksum(""), checksum("123456789")) == ("00000000", "cbf43926")
