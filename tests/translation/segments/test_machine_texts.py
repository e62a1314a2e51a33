"""The labels of published texts that a machine wrote, through all that happens to a translation."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import pytest
from wagtail_localize.models import StringTranslation

from cms.translation.files import exporting, po
from cms.translation.files.xliff import version_1, version_2
from cms.translation.models import PageTextState
from cms.translation.segments import machine_texts, page_states
from cms.translation.segments.proposals import Proposal, store, untranslated_texts
from tests import snapshots
from tests.translation.fixtures import paragraph, publish, submit, write

pytestmark = pytest.mark.one_database

WRITTEN_AT = timezone.now() - timedelta(days=30)


@pytest.fixture
@snapshots.fixture
def translation(newsroom):
    """A translation of which a person has written the title, and DeepL all else, a month ago."""
    article = newsroom.article(body=[paragraph("First. Second.")])
    made = submit(article, newsroom.zh)
    write(made, only="title", prefix="人")
    texts = untranslated_texts(made)
    store({key: Proposal(f"机{text}", "DeepL") for key, text in texts.items()}, made, user=None)
    StringTranslation.objects.filter(tool_name="DeepL").update(updated_at=WRITTEN_AT)
    return made


@pytest.fixture
def published(translation, committed):
    """Publishes the translation as it is."""

    def run():
        with committed():
            translation.save_target(publish=True)
        return translation.get_target_instance()

    run()
    return run


def labels(translation):
    """The labelled places and their engines, as readers learn of them."""
    row = PageTextState.objects.get(
        translation_key=translation.source.object_id, locale=translation.target_locale
    )
    found = machine_texts.machine_translation(row.machine_texts)
    if found is None:
        return {}
    assert found.translated_at == WRITTEN_AT
    return {"block" if part.raw_block_id else part.field: part.engine for part in found.parts}


def row_of(translation, path):
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        context__path__startswith=path,
        locale=translation.target_locale,
    ).latest("pk")


ALL = {"summary": "DeepL", "block": "DeepL"}


def test_a_label_lasts_until_a_confirmed_text_is_published(
    translation, published, editor, committed
):
    assert labels(translation) == ALL
    draft = translation.get_target_instance()
    draft.save_revision()
    summary = row_of(translation, "summary")
    confirm = reverse("confirm_machine_translation", args=[translation.pk])
    editor.post(confirm, {"text": [summary.pk]})
    assert row_of(translation, "summary").translation_type == "manual"
    assert labels(translation) == ALL
    published()
    assert labels(translation) == {"block": "DeepL"}
    block = row_of(translation, "body")
    block.data, block.translation_type, block.tool_name = "改过的。", "manual", ""
    block.save()
    assert labels(translation) == {"block": "DeepL"}
    published()
    assert labels(translation) == {}


def test_an_edit_of_another_text_and_synchronising_keep_it(translation, published, newsroom):
    write(translation, only="title", prefix="新")
    assert published().title == "新A lab opens"
    assert labels(translation) == ALL
    source = translation.source.get_source_instance()
    source.summary = f"{source.summary[:-1]} at last."
    source = publish(source)
    assert labels(translation) == ALL
    translation.source.update_from_db()
    assert row_of(translation, "summary").tool_name == "Earlier translation"
    assert published().summary == "机Summary of A lab opens."
    assert labels(translation) == ALL
    page_states.refresh(source)
    assert labels(translation) == ALL


@pytest.mark.parametrize("form", [po, version_1, version_2])
def test_files_with_unchanged_texts_confirm_nothing(form, translation, published, editor):
    (exported,) = exporting.exports([translation])
    file = SimpleUploadedFile("texts", form.serialised(exported).encode())
    upload = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    changeset = editor.post(upload, {"file": file}, follow=True).context["changeset"]
    assert (changeset.changes, changeset.problems, changeset.unchanged_count) == ([], [], 3)
    published()
    assert labels(translation) == ALL


def test_a_translation_that_is_stopped_and_edited_by_hand_keeps_it(
    translation, published, editor, committed
):
    editor.post(f"/admin/localize/translate/{translation.pk}/disable/", {"next": "/admin/"})
    page = translation.get_target_instance()
    page.title = "手写标题"
    page = publish(page)
    assert labels(translation) == ALL
    page.summary = "手写摘要"
    page = publish(page)
    assert labels(translation) == {"block": "DeepL"}
    editor.post(f"/admin/pages/{page.pk}/edit/", {"localize-restart-translation": "1"})
    translation.refresh_from_db()
    published()
    assert translation.get_target_instance().title == "手写标题"
    assert labels(translation) == {"block": "DeepL"}


def test_words_of_people_that_were_filled_in_are_not_a_machines(translation, published):
    StringTranslation.objects.filter(tool_name="DeepL").update(tool_name="Translation memory")
    PageTextState.objects.update(machine_texts=None)
    published()
    assert labels(translation) == {}


def test_what_an_earlier_release_published_is_labelled_when_it_is_upgraded(translation, published):
    block = row_of(translation, "body")
    block.translation_type, block.tool_name = "manual", ""
    block.save()
    PageTextState.objects.update(machine_texts=None)
    import_module("cms.translation.migrations.0002_machine_texts").label(apps, None)
    # Confirmed since: its engine isn't known any more, and it isn't published yet.
    assert labels(translation) == {"summary": "DeepL", "block": ""}
    published()
    assert labels(translation) == {"summary": "DeepL"}
