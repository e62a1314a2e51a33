"""Terms and their translations."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.urls import reverse

import polib
import pytest

from cms.demo.content import glossary
from cms.translation.checks import terms
from cms.translation.glossary import Glossary
from cms.translation.models import GlossaryTerm
from tests.translation.fixtures import submit, write

pytestmark = pytest.mark.one_database


def term(newsroom, name, required="", **values):
    return GlossaryTerm.objects.create(
        source_locale=newsroom.en,
        target_locale=newsroom.zh,
        term=name,
        required=required,
        **values,
    )


def names(newsroom, text):
    return [segment.term for segment in Glossary.of(newsroom.en, newsroom.zh).terms_in(text)]


def said(newsroom, source, translation):
    kept = Glossary.of(newsroom.en, newsroom.zh)
    return [term.message for term in terms.differing(kept, source, translation)]


def test_terms_are_words_of_their_own_in_any_case_and_number(newsroom):
    term(newsroom, "lab", "实验室")
    term(newsroom, "test report", "检测报告")
    assert names(newsroom, "Labs write <b>test</b>\u00a0reports for a lab.") == [
        "lab",
        "test report",
    ]
    assert names(newsroom, "Labour and slab") == []
    term(newsroom, "laboratory", "实验室")
    assert names(newsroom, "Laboratories; a laboratory") == ["laboratory"]


def test_the_longest_term_counts(newsroom):
    term(newsroom, "certification", "认证")
    term(newsroom, "certification body", "认证机构")
    assert names(newsroom, "A certification body.") == ["certification body"]
    assert names(newsroom, "The certification of a certification body") == [
        "certification", "certification body",
    ]  # fmt: skip


def test_case_decides_where_it_matters(newsroom):
    term(newsroom, "AIM", "AIM 计划", is_case_sensitive=True)
    assert names(newsroom, "The AIM of it") == ["AIM"]
    assert names(newsroom, "The aim of it") == []


def test_chinese_terms_stand_inside_of_sentences(newsroom):
    GlossaryTerm.objects.create(
        source_locale=newsroom.zh, target_locale=newsroom.en, term="认证", required="certification"
    )
    results = Glossary.of(newsroom.zh, newsroom.en).terms_in("产品认证服务")
    assert [item.term for item in results] == ["认证"]


def test_a_required_translation_that_is_missing_is_told(newsroom):
    term(newsroom, "lab", "实验室", allowed="试验室\n检测室")
    assert said(newsroom, "A lab opens.", "一个实验室开业。") == []
    assert said(newsroom, "A lab opens.", "一个<b>检测</b>室开业。") == []
    assert said(newsroom, "A lab opens.", "开业。") == [
        "Translate “lab” as “实验室”, “试验室”, “检测室”."
    ]
    assert said(newsroom, "It opens.", "开业。") == []


def test_a_forbidden_translation_is_told(newsroom):
    term(newsroom, "lab", "实验室", forbidden="实验\n化验室")
    assert said(newsroom, "A lab opens.", "一个实验室开业。") == []
    assert said(newsroom, "A lab opens.", "实验室，即化验室。") == [
        "Do not translate “lab” as “化验室”."
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "required"),
        ({"required": "a", "forbidden": "a"}, "forbidden"),
        ({"required": "a", "is_same": True}, "target_locale"),
    ],
)
def test_entries_that_say_nothing_or_contradict_themselves_are_refused(newsroom, values, field):
    is_same = values.pop("is_same", False)
    one = GlossaryTerm(
        source_locale=newsroom.en,
        target_locale=newsroom.en if is_same else newsroom.zh,
        term="lab",
        **values,
    )
    with pytest.raises(ValidationError) as caught:
        one.full_clean()
    assert set(caught.value.message_dict) == {field}


def test_terms_and_what_is_wrong_with_them_stand_beside_the_texts(newsroom, editor):
    term(newsroom, "lab", "实验室", note="Not a workshop.")
    translation = submit(newsroom.article(), newsroom.zh)
    write(translation, only="title")
    response = editor.get(reverse("texts_side_by_side", args=[translation.pk]))
    first = response.context["rows"][0]
    assert [item.term for item in first.terms] == ["lab"]
    assert [finding.code for finding in first.findings] == ["term"]
    assert "lab → 实验室" in response.text
    assert "Not a workshop." in response.text


def test_editors_keep_it_in_the_admin(newsroom, editor):
    address = reverse("wagtailsnippets_translation_glossaryterm:add")
    data = {
        "source_locale": newsroom.en.pk, "target_locale": newsroom.zh.pk, "term": "lab",
        "required": "实验室", "allowed": "", "forbidden": "", "note": "",
    }  # fmt: skip
    editor.post(address, data)
    assert str(GlossaryTerm.objects.get()) == "lab → 实验室"
    again = editor.post(address, data)
    assert "already in the glossary" in again.text
    listed = editor.get(reverse("wagtailsnippets_translation_glossaryterm:list"))
    assert "实验室" in listed.text


def test_the_demo_keeps_to_its_own_glossary():
    demo = Path(glossary.__file__).parents[1] / "translations" / "zh-Hans.po"
    entries = [
        GlossaryTerm(term=term.term, required=term.required, forbidden=term.forbidden)
        for term in glossary.SIMPLIFIED_CHINESE
    ]
    kept = Glossary(tuple(sorted(entries, key=lambda one: -len(one.term))))
    texts = [entry for entry in polib.pofile(str(demo)) if kept.terms_in(entry.msgid)]
    assert len(texts) > 20
    results = [
        (text.msgid, finding.message)
        for text in texts
        for finding in terms.differing(kept, text.msgid, text.msgstr)
    ]
    assert results == []
