"""A picture that can't be read is refused with a sentence, whichever way it comes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

import pytest

from cms.content.media import raster_images
from cms.content.media.storage import files_in
from tests import factories
from tests.content.media.broken_pictures import (
    CUT,
    SPOILT,
    WAYS,
    WHOLE,
    added,
    added_among_several,
    animation,
    bomb,
    worn,
)

pytestmark = pytest.mark.one_database

DAMAGED = (
    "“{}” is damaged or incomplete, so it can't be shown. Save or export the picture again, and "
    "upload the new file."
)
TOO_LARGE = (
    "“{}” has too many pixels, all frames of an animation counted: at most 128 million are "
    "accepted. Make the picture smaller, and upload it again."
)


def in_admin(language: str = "en") -> Client:
    user = factories.administrator()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def kept() -> tuple[Any, ...]:
    """Everything an upload leaves behind."""
    images = get_image_model().objects.order_by("pk").values_list("pk", "file")
    files = sorted(files_in(storages["default"]))
    return list(images), UploadedFile.objects.count(), files


@pytest.mark.parametrize("way", [*WAYS, worn])
def test_every_way_in_says_that_a_picture_is_broken_and_keeps_nothing(db, way):
    client = in_admin()
    # The page of an image makes renditions.
    client.get(reverse("wagtailimages:edit", args=[factories.image().pk]))
    before = kept()
    broken = CUT | SPOILT if way is added_among_several else {"cut-a.jpg": CUT["cut-a.jpg"]}
    for name, content in broken.items():
        assert way(client, name, content, get_image_model()) == DAMAGED.format(name)
        assert kept() == before, name
    assert way(client, "bomb.png", bomb(), get_image_model()) == TOO_LARGE.format("bomb.png")
    assert way(client, "heic.jpg", b"\0\0\0\x18ftypheic" + bytes(80), get_image_model()) == (
        "The content of “heic.jpg” is not that of a JPG file."
    )
    assert kept() == before
    assert way(client, "whole.jpg", WHOLE["a.jpg"], get_image_model()) == ""
    assert kept() != before


@pytest.mark.parametrize("name", WHOLE)
def test_whole_pictures_of_every_format_are_accepted(db, name):
    image = get_image_model()(title="A", file=ContentFile(WHOLE[name], name=name))
    image.full_clean(exclude=["collection"])
    image.save()
    assert (image.width, image.height) == (48, 32)


def test_an_empty_file_is_called_empty(db):
    client = in_admin()
    for way in (added, added_among_several, worn):
        said = way(client, "a.jpg", b"", get_image_model())
        assert said == "The submitted file is empty.", way


@pytest.mark.parametrize("cut", [*CUT, *SPOILT, "bomb.png"])
def test_code_is_told_by_validation_and_can_store_none_without_it(db, cut):
    content = (CUT | SPOILT | {"bomb.png": bomb()})[cut]
    said = (TOO_LARGE if cut == "bomb.png" else DAMAGED).format(cut)
    image = get_image_model()(title="A", file=ContentFile(content, name=cut))
    with pytest.raises(ValidationError) as caught:
        image.full_clean(exclude=["collection"])
    assert caught.value.message_dict["file"] == [said]

    image = get_image_model()(title="A", file=ContentFile(content, name=cut))
    with pytest.raises(ValidationError) as caught:
        image.save()
    assert caught.value.messages == [said]
    assert kept() == ([], 0, [])


def test_all_frames_of_an_animation_count(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 48 * 32 * 2
    with pytest.raises(raster_images.TooLargeError):
        raster_images.check(BytesIO(animation("WEBP")))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 48 * 32 * 3
    raster_images.check(BytesIO(animation("WEBP")))


def test_an_animation_has_an_end(monkeypatch):
    monkeypatch.setattr(raster_images, "MOST_FRAMES", 2)
    with pytest.raises(raster_images.TooLongError):
        raster_images.check(BytesIO(animation("GIF")))


def test_editors_read_it_in_chinese(db):
    client = in_admin("zh-hans")
    said = added_among_several(client, "cut-a.jpg", CUT["cut-a.jpg"], get_image_model())
    assert said == "“cut-a.jpg”已损坏或不完整，无法显示。请重新保存或导出该图片，然后上传新文件。"
    said = added(client, "bomb.png", bomb(), get_image_model())
    assert said.startswith("“bomb.png”的像素过多（动画按所有帧合计）：最多接受 128 百万像素。")
