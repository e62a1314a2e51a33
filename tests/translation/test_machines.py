"""Machines that translate."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from wagtail.models import Locale

import pytest
from wagtail_localize.models import StringTranslation

from cms.translation.machines import filling
from cms.translation.machines.chinese import ChineseConverter
from cms.translation.machines.protocol import Unavailable
from cms.translation.machines.registry import Machines
from cms.translation.machines.services import service
from cms.translation.models import GlossaryTerm
from cms.translation.segments.comparison import segments_of
from tests.translation.answering import address, answering
from tests.translation.fixtures import messages_of, submit, write

pytestmark = pytest.mark.one_database


@pytest.fixture
def host():
    with answering() as server:
        yield server


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("zh-hans", "zh-hant", "<b>软件</b>测试，后天发布。", "<b>軟體</b>測試，後天釋出。"),
        ("zh-hans", "zh-hk", "网络服务器", "網絡服務器"),
        ("zh-hant", "zh-hans", '<a id="a1">滑鼠</a>和伺服器', '<a id="a1">鼠标</a>和服务器'),
        ("zh-hant-hk", "zh-hans", "網絡", "网络"),
    ],
)
def test_converts_phrases_between_their_tags(source, target, text, expected):
    assert ChineseConverter().translates(source, target)
    assert ChineseConverter().translated([text], source, target) == [expected]


@pytest.mark.parametrize(
    ("source", "target"), [("en", "zh-hant"), ("zh-hans", "zh-cn"), ("zh-hant", "zh-tw")]
)
def test_converts_nothing_else(source, target):
    assert not ChineseConverter().translates(source, target)


@pytest.mark.parametrize(
    ("kind", "target", "path", "header", "language"),
    [
        ("deepl", "zh-hans", "/v2/translate", "DeepL-Auth-Key s:cret", "ZH-HANS"),
        ("deepl", "zh-hant", "/v2/translate", "DeepL-Auth-Key s:cret", "ZH-HANT"),
        ("deepl", "pt-br", "/v2/translate", "DeepL-Auth-Key s:cret", "PT-BR"),
        ("libretranslate", "zh-hant", "/translate", None, "zh-Hant"),
        ("google", "zh-hans", "/language/translate/v2", None, "zh-CN"),
        ("google", "zh-hant", "/language/translate/v2", None, "zh-TW"),
    ],
)
def test_services_are_asked_as_they_document_it(host, kind, target, path, header, language):
    machine = service(address(kind, host))
    texts = [f"<b>Text</b> {number}" for number in range(120)]
    assert machine.translated(texts, "en", target, {}) == [f"译{text}" for text in texts]
    paths, headers, sent = zip(*host.asked, strict=True)
    assert set(paths) == {path}
    assert {sent_item.get("target_lang") or sent_item["target"] for sent_item in sent} == {language}
    assert {
        (sent_item.get("source_lang") or sent_item["source"]).lower() for sent_item in sent
    } == {"en"}
    assert {sent_item.get("Authorization") for sent_item in headers} == {header}
    assert max(len(sent_item.get("text") or sent_item["q"]) for sent_item in sent) <= 100


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (403, b"", "DeepL rejected the key."),
        (456, b"", "DeepL accepts no more texts for now: its limit is reached."),
        (500, b"", "DeepL refused the request with status 500."),
        (200, b"<html>", "DeepL sent an answer that cannot be read."),
        (200, b'{"translations": []}', "DeepL sent an answer that cannot be read."),
        (200, b'{"translations": [{"text": 1}]}', "DeepL sent an answer that cannot be read."),
    ],
)
def test_a_service_that_cannot_says_why_and_no_secrets(host, status, body, message):
    host.status, host.body = status, body
    with pytest.raises(Unavailable) as caught:
        service(address("deepl", host)).translated(["Text"], "en", "zh-hans", {})
    assert str(caught.value) == message


def test_a_service_that_isnt_there_can_not_be_reached():
    with answering() as other:
        there = address("google", other)
    with pytest.raises(Unavailable, match=r"^Google can't be reached\.$"):
        service(there).translated(["Text"], "en", "zh-hans", {})


@pytest.mark.parametrize("bad", ["bing://:key@host", "deepl+ftp://:key@host", "deepl://"])
def test_a_bad_address_is_told_without_its_key(bad):
    with pytest.raises(ImproperlyConfigured) as caught:
        service(bad)
    assert "key@host." in str(caught.value).replace("key@host,", "")
    assert "“" in str(caught.value)


def test_traditional_chinese_is_filled_from_simplified_and_marked(newsroom, editor):
    article = newsroom.article()
    chinese = submit(article, newsroom.zh)
    write(chinese, only="title", prefix="软件")
    assert not Machines({}).can_translate(newsroom.en, newsroom.zh)
    hant = Locale.objects.create(language_code="zh-hant")
    for page in (newsroom.home, newsroom.news):
        submit(page, hant).save_target(publish=True)
    translation = submit(article, hant)
    assert Machines({}).can_translate(newsroom.en, hant)
    machine = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    response = editor.post(machine, follow=True)
    (message,) = messages_of(response)
    assert message.startswith("1 text was translated by a machine.")
    (made,) = StringTranslation.objects.filter(locale=hant)
    assert (made.data, made.translation_type, made.tool_name) == (
        "軟體A lab opens", "machine", "OpenCC",
    )  # fmt: skip
    (text,) = segments_of(translation).machine_made
    assert text.path == "title"
    response = editor.post(machine, follow=True)
    assert messages_of(response) == ["There is nothing left for a machine to translate."]


def test_a_service_fills_in_what_nobody_has_translated(newsroom, host, settings, admin_user):
    settings.MACHINE_TRANSLATORS = [address("libretranslate", host)]
    article = newsroom.article()
    translation = submit(article, newsroom.zh)
    write(translation, only="title", prefix="人")
    assert filling.fill_in(translation, user=admin_user) == 2
    assert [
        (segment.translation, segment.is_machine_made) for segment in segments_of(translation).all
    ] == [
        ("人A lab opens", False),
        ("译Summary of A lab opens.", True),
        ("译First. Second.", True),
    ]
    host.status = 456
    again = submit(newsroom.article("Another lab"), newsroom.zh)
    with pytest.raises(Unavailable):
        filling.fill_in(again, user=admin_user)
    assert not segments_of(again).machine_made


def test_deepl_translates_with_the_glossary_which_is_kept_there_once(host):
    deepl = service(address("deepl", host))
    terms = {"lab": "实验室", "seal": "印章"}
    for _time in range(2):
        deepl.translated(["A lab."], "en", "zh-hans", terms)
    ((key, kept),) = host.glossaries.items()
    assert (kept["source_lang"], kept["target_lang"]) == ("en", "zh")
    assert kept["entries"] == "lab\t实验室\nseal\t印章"
    assert [sent["glossary_id"] for _path, _headers, sent in host.asked] == [key, key]
    deepl.translated(["A lab."], "en", "zh-hans", {"lab": "试验室"})
    ((other, kept),) = host.glossaries.items()
    assert (other != key, kept["entries"]) == (True, "lab\t试验室")
    deepl.translated(["A lab."], "en", "zh-hans", {})
    assert "glossary_id" not in host.asked[-1][2]


def test_a_glossary_that_deepl_does_not_take_stops_no_translation(host, caplog):
    host.glossaries["broken"] = {}
    assert service(address("deepl", host)).translated(["A."], "en", "fr", {"a": "b"}) == ["译A."]
    assert "didn't take the glossary from en into fr" in caplog.text


def test_the_glossary_of_the_languages_is_given(newsroom, host, settings, admin_user):
    settings.MACHINE_TRANSLATORS = [address("deepl", host)]
    GlossaryTerm.objects.create(
        source_locale=newsroom.en, target_locale=newsroom.zh, term="lab", required="实验室"
    )
    filling.fill_in(submit(newsroom.article(), newsroom.zh), user=admin_user)
    (kept,) = host.glossaries.values()
    assert kept["entries"] == "lab\t实验室"
