import base64
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

import pytest
from django_tasks import default_task_backend
from PIL import ExifTags, ImageCms
from PIL import Image as Picture

from cms.content.images.image_records import PRESETS, FocalPoint, Image
from cms.content.images.making import SLOW_PRIORITY, make_renditions, make_slow_renditions
from cms.content.images.models import ImagePlaceholder
from cms.content.images.presets import ALL_SPECS, QUICK_SPECS
from cms.content.tree import SiteTree
from tests import factories, snapshots
from tests.content.media.broken_pictures import animation, written
from tests.content.media.stored import public_images

pytestmark = pytest.mark.one_database


def read(image):
    return public_images([image.pk])[image.pk]


@pytest.fixture
@snapshots.fixture
def large(db):
    image = factories.image(width=1600, height=900)
    make(image)
    return image


def make(image):
    make_renditions.call(image.pk)
    make_slow_renditions.call(image.pk)


def photograph():
    """A JPEG file as a telephone writes it: with camera, artist, place and a comment."""
    exif = Picture.Exif()
    exif[ExifTags.Base.Make] = "Secret Camera"
    exif[ExifTags.Base.Artist] = "Secret Artist"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (51.0, 30.0, 0.0)}
    )
    content = BytesIO()
    Picture.effect_noise((400, 300), 60).convert("RGB").save(
        content, "JPEG", exif=exif, comment=b"Secret comment", xmp=b"<x>Secret packet</x>"
    )
    assert content.getvalue().count(b"Secret") == 4
    return ContentFile(content.getvalue(), name="photograph.jpg")


def widths(src_set):
    return [int(part.rsplit(" ", 1)[1].removesuffix("w")) for part in src_set.split(", ")]


def test_gives_every_format_of_a_preset_the_smallest_first(large):
    rendition = read(large).rendition(PRESETS["lead"])
    assert [(source.type, widths(source.src_set)) for source in rendition.sources] == [
        ("image/avif", [800, 1600]),
        ("image/webp", [800, 1600]),
        ("image/jpeg", [800, 1600]),
    ]
    assert (rendition.width, rendition.height) == (1600, 900)
    assert rendition.src.endswith(".jpg")
    assert rendition.src == rendition.sources[2].src_set.split(", ")[1].split(" ")[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("preset", "size"),
    [("lead", (1600, 900)), ("card", (800, 533)), ("inline", (1280, 720)), ("logo", (284, 160))],
)
def test_makes_the_sizes_of_a_preset(large, preset, size):
    rendition = read(large).rendition(PRESETS[preset])
    assert (rendition.width, rendition.height) == size


def test_names_each_width_of_a_small_image_once(db):
    image = factories.image(width=320, height=180)
    make(image)
    rendition = read(image).rendition(PRESETS["inline"])
    assert [widths(source.src_set) for source in rendition.sources] == [[320], [320], [320]]
    assert (rendition.width, rendition.height) == (320, 180)


def test_gives_the_original_until_renditions_are_made(large):
    large.renditions.all().delete()
    stored = read(large)
    rendition = stored.rendition(PRESETS["lead"])
    assert (rendition.src, rendition.width, rendition.height) == (stored.url, 1600, 900)
    assert rendition.sources == ()


def test_makes_renditions_once(large, django_assert_num_queries):
    made = set(large.renditions.values_list("pk", flat=True))
    assert len(made) == len(ALL_SPECS)
    make(large)
    assert set(large.renditions.values_list("pk", flat=True)) == made


def test_has_nothing_to_make_for_an_image_that_is_gone(db):
    make_renditions.call(0)
    make_slow_renditions.call(0)
    assert not get_image_model().get_rendition_model().objects.exists()


@pytest.mark.parametrize("preset", PRESETS)
def test_enlarges_nothing_and_tells_the_width_of_the_file(db, preset):
    image = factories.image(width=200, height=150)
    make(image)
    rendition = read(image).rendition(PRESETS[preset])
    assert rendition.width <= 200
    assert rendition.height <= 150
    told = {width for source in rendition.sources for width in widths(source.src_set)}
    assert told == {rendition.width}
    for one in image.renditions.all():
        with Picture.open(one.file.path) as picture:
            assert picture.size == (one.width, one.height)


def test_makes_the_slow_format_last_and_tells_of_it_when_it_is_there(db, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    image = factories.image(width=400, height=300)
    make_renditions.call(image.pk)
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(QUICK_SPECS)
    backend: Any = default_task_backend
    waiting = [(one.task.priority, one.task.func, one.args) for one in backend.results]
    last = min(waiting, key=lambda task: task[0])
    assert last == (SLOW_PRIORITY, make_slow_renditions.func, [image.pk])
    early = read(image).rendition(PRESETS["card"])
    assert [source.type for source in early.sources] == ["image/webp", "image/jpeg"]
    make_slow_renditions.call(image.pk)
    late = read(image).rendition(PRESETS["card"])
    assert [source.type for source in late.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert early.src == late.src


def test_never_offers_the_best_format_as_the_one_for_all_browsers(db):
    image = factories.image(width=400, height=300)
    make_slow_renditions.call(image.pk)
    stored = read(image)
    rendition = stored.rendition(PRESETS["card"])
    assert [source.type for source in rendition.sources] == ["image/avif"]
    assert rendition.src == stored.url


def test_renditions_tell_nothing_of_camera_person_and_place(db):
    image = get_image_model().objects.create(title="A photograph", file=photograph())
    make(image)
    made = list(image.renditions.all())
    assert len(made) == len(ALL_SPECS)
    for one in made:
        with one.file.open("rb") as file:
            content = file.read()
        assert b"Secret" not in content, one.filter_spec
        with Picture.open(BytesIO(content)) as picture:
            assert dict(picture.getexif()) == {}, one.filter_spec
    assert b"Secret" not in base64.b64decode(read(image).placeholder.split(",")[1])


def test_turns_a_photograph_upright_before_its_metadata_is_gone(db):
    exif = Picture.Exif()
    exif[ExifTags.Base.Orientation] = 6
    content = BytesIO()
    Picture.new("RGB", (400, 200), "teal").save(content, "JPEG", exif=exif)
    file = ContentFile(content.getvalue(), name="turned.jpg")
    image = get_image_model().objects.create(title="Turned", file=file)
    make_renditions.call(image.pk)
    rendition = read(image).rendition(PRESETS["inline"])
    assert (rendition.width, rendition.height) == (200, 400)


def profile(*primaries):
    """An ICC profile of three colours: what AdobeRGB is to sRGB, with the curve of sRGB."""
    known = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag in range(int.from_bytes(known[128:132], "big")):
        at = 132 + 12 * tag
        place = int.from_bytes(known[at + 4 : at + 8], "big")
        name = bytes(known[at : at + 4])
        if name in COLORANTS:
            values = primaries[COLORANTS.index(name)]
            for number, value in enumerate(values):
                fixed = round(value * 65536).to_bytes(4, "big", signed=True)
                known[place + 8 + 4 * number : place + 12 + 4 * number] = fixed
        if name == b"desc":
            size = int.from_bytes(known[at + 8 : at + 12], "big")
            known[place + 8 : place + size] = bytes(size - 8)
    return bytes(known)


COLORANTS = [b"rXYZ", b"gXYZ", b"bXYZ"]
ADOBE_RGB = (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)


def palette():
    found = Picture.new("P", (64, 48), 0)
    found.putpalette([255, 0, 0, 0, 128, 0])
    found.paste(1, (32, 0, 64, 48))
    return found


def keyed():
    found = Picture.new("RGB", (64, 48), (255, 0, 0))
    found.paste((0, 128, 0), (32, 0, 64, 48))
    return found


def turned():
    exif = Picture.Exif()
    exif[ExifTags.Base.Orientation] = 6
    found = Picture.new("RGB", (48, 64), (255, 255, 255))
    found.paste((0, 128, 0), (0, 0, 48, 32))
    return found, {"exif": exif}


def plain(colour, mode="RGB"):
    return Picture.new(mode, (64, 48), colour)


# How each is written, and what is seen on the left and on the right: ``None`` is nothing.
SEEN: dict[str, Any] = {
    "16 bits, grey": (plain(40_000, "I;16"), "PNG", {}, [(156,) * 3] * 2),
    "1 bit": (plain(1, "1"), "PNG", {}, [(255,) * 3] * 2),
    "grey and half transparent": (plain((100, 0), "LA"), "PNG", {}, [None, None]),
    "palette of a GIF": (palette(), "GIF", {"transparency": 0}, [None, (0, 128, 0)]),
    "palette of a PNG": (palette(), "PNG", {"transparency": 0}, [None, (0, 128, 0)]),
    "opaque palette": (palette(), "PNG", {}, [(255, 0, 0), (0, 128, 0)]),
    "a transparent colour": (keyed(), "PNG", {"transparency": (255, 0, 0)}, [None, (0, 128, 0)]),
    "AdobeRGB": (
        plain((100, 150, 100)), "PNG", {"icc_profile": profile(*ADOBE_RGB)}, [(68, 151, 97)] * 2,
    ),
    "AdobeRGB and transparent": (
        plain((100, 150, 100, 0), "RGBA"), "WEBP", {"icc_profile": profile(*ADOBE_RGB)},
        [None, None],
    ),
    "damaged profile": (plain((9, 99, 9)), "JPEG", {"icc_profile": b"none"}, [(9, 99, 9)] * 2),
    "profile of a colour picture in a grey one": (
        plain(100, "L"), "JPEG", {"icc_profile": profile(*ADOBE_RGB)}, [(100,) * 3] * 2,
    ),
    "for print": (plain((0, 255, 255, 0), "CMYK"), "JPEG", {"quality": 95}, [(255, 0, 0)] * 2),
    "lying": (turned()[0], "JPEG", turned()[1], [(255, 255, 255), (0, 128, 0)]),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_every_picture_comes_out_as_it_is_seen(db, name):
    picture, format_, options, seen = SEEN[name]
    image = stored_picture(picture, format_, **options)
    assert (image.width, image.height) == (64, 48)
    for format_ in ("avif", "webp", "png", "jpeg"):
        spec = f"width-32|{WRITTEN[format_]}"
        with Picture.open(image.get_rendition(spec).file) as made:
            assert "icc_profile" not in made.info, spec
            as_seen = made.convert("RGBA")
            found: list[Any] = [as_seen.getpixel(place) for place in ((4, 12), (28, 12))]
        for pixel, expected in zip(found, seen, strict=True):
            if expected is None and format_ != "jpeg":
                assert pixel[3] <= 3, (spec, found)
            else:
                wanted = expected or (255, 255, 255)
                near = all(abs(a - b) <= 6 for a, b in zip(pixel, wanted, strict=False))
                assert near, (spec, found, seen)


WRITTEN = {"avif": "as-avif-90", "webp": "as-webp-95", "png": "as-png", "jpeg": "as-jpeg-95"}


def stored_picture(picture, format_, **options):
    file = ContentFile(written(picture, format_, **options), name=f"a.{format_.lower()}")
    return get_image_model().objects.create(title="A", file=file)


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_keeps_moving_in_the_formats_that_can(db, format_):
    file = ContentFile(animation(format_), name=f"moving.{format_.lower()}")
    image = get_image_model().objects.create(title="Moving", file=file)
    make(image)
    found = read(image)
    assert {spec.rpartition("|")[2] for spec in found.renditions} == {
        "as-webp-78", "as-jpeg-80", "as-png",
    }  # fmt: skip
    rendition = found.rendition(PRESETS["card"])
    assert [source.type for source in rendition.sources] == ["image/webp", "image/jpeg"]
    assert rendition.src.endswith(".jpg")
    for spec in (PRESETS["card"].specs("webp")[0], "width-24|as-avif-58"):
        with Picture.open(image.get_rendition(spec).file) as made:
            assert getattr(made, "n_frames", None) == 3, spec
            assert made.info.get("loop", 0) == 0
            colours, durations = [], []
            for number in range(3):
                made.seek(number)
                made.load()
                colours.append(brightest(made))
                durations.append(made.info["duration"])
            assert (colours, durations) == ([0, 1, 2], [50, 60, 70]), spec
    with Picture.open(BytesIO(base64.b64decode(found.placeholder.split(",")[1]))) as still:
        assert getattr(still, "n_frames", None) == 1
    call_command("make_renditions")
    assert set(read(image).renditions) == set(found.renditions)


def brightest(picture):
    """The dominant one of red, green and blue in a picture."""
    pixel = picture.convert("RGB").getpixel((9, 9))
    return pixel.index(max(pixel))


def spoil(image):
    """Leave of a stored picture what a disk that failed left of it."""
    path = Path(image.file.path)
    path.write_bytes(path.read_bytes()[:-200])


def test_a_rendition_that_fails_does_not_stop_the_next(db, caplog):
    # WebP knows no side this long.
    image = factories.image("Long", width=20, height=17_000)
    make(image)
    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert "width-640|as-jpeg-80" in made
    assert "width-640|as-webp-78" not in made
    assert set(PRESETS["card"].specs("avif")) <= made
    assert f"Image {image.pk} (Long) gets no width-640|as-webp-78" in caplog.text
    assert [one.type for one in read(image).rendition(PRESETS["inline"]).sources][-1] == (
        "image/jpeg"
    )


def test_a_stored_picture_that_broke_is_logged_and_stops_nothing(db, caplog):
    broken = get_image_model().objects.create(title="Broken", file=photograph())
    spoil(broken)
    make(broken)
    assert not broken.renditions.exists()
    assert f"Image {broken.pk} (Broken) gets no placeholder" in caplog.text
    stored = read(broken)
    assert stored.rendition(PRESETS["card"]).src == stored.url

    factories.image("Whole")
    client = Client()
    client.force_login(factories.administrator())
    listing = client.get(reverse("wagtailimages:index"))
    assert listing.status_code == 200
    assert "Whole" in listing.content.decode()


def test_gives_a_placeholder_of_a_few_dozen_pixels(large):
    placeholder = read(large).placeholder
    kind, content = placeholder.split(",")
    assert kind == "data:image/webp;base64"
    assert len(placeholder) < 500
    with Picture.open(BytesIO(base64.b64decode(content))) as picture:
        assert picture.size == (24, 13)
    assert Image(read(large), "A bridge").placeholder == placeholder


def test_has_no_placeholder_of_a_file_that_was_replaced(large):
    old = read(large).placeholder
    large.file = factories.picture(900, 1600)
    large.save()
    assert read(large).placeholder is None
    make_renditions.call(large.pk)
    assert read(large).placeholder not in {None, old}
    assert ImagePlaceholder.objects.count() == 1


def test_the_command_makes_what_is_missing_and_tells_how_far_it_is(large, capsys):
    other = factories.image("Another", width=40, height=20)
    call_command("make_renditions")
    assert capsys.readouterr().out.splitlines() == [
        "1 of 2: A picture: 0 made",
        f"2 of 2: Another: {len(ALL_SPECS)} made",
    ]
    assert set(read(other).renditions) == set(ALL_SPECS)


def test_the_command_goes_on_after_a_broken_image(large, capsys):
    broken = factories.image("Broken")
    broken.file.storage.delete(broken.file.name)
    last = factories.image("Last")
    with pytest.raises(CommandError, match="1 of 3 images lack something"):
        call_command("make_renditions")
    assert "2 of 3: Broken" in capsys.readouterr().err
    assert set(read(last).renditions) == set(ALL_SPECS)


def test_knows_the_focal_point_as_a_fraction(db):
    image = factories.image(
        width=100, height=50,
        focal_point_x=25, focal_point_y=10, focal_point_width=10, focal_point_height=10,
    )  # fmt: skip
    assert read(image).focal_point == FocalPoint(0.25, 0.2)
    assert read(factories.image()).focal_point is None


def test_does_not_give_renditions_cropped_around_an_earlier_focal_point(large):
    assert len(read(large).renditions) == len(ALL_SPECS)
    for name, value in {"x": 100, "y": 100, "width": 50, "height": 50}.items():
        setattr(large, f"focal_point_{name}", value)
    type(large).objects.filter(pk=large.pk).update(
        focal_point_x=100, focal_point_y=100, focal_point_width=50, focal_point_height=50
    )
    found = read(large).renditions
    assert not any(spec.startswith("fill") for spec in found)
    assert len(found) == len([spec for spec in ALL_SPECS if not spec.startswith("fill")])
    make(large)
    assert len(read(large).renditions) == len(ALL_SPECS)


@pytest.mark.parametrize("count", [1, 10])
def test_costs_one_query_however_many_images(db, count, django_assert_num_queries):
    images = [factories.image() for _ in range(count)]
    for image in images:
        make(image)
    tree = SiteTree.load()
    with django_assert_num_queries(1):
        found = public_images((image.pk for image in images), tree)
        for image in found.values():
            image.rendition(PRESETS["lead"])
            assert image.placeholder
    assert len(found) == count


def test_the_alternative_text_belongs_to_the_place(large):
    stored = read(large)
    assert [Image(stored, "A bridge").alt, Image(stored, "一座桥").alt] == ["A bridge", "一座桥"]
    assert Image(stored, "A bridge").id == large.pk


def test_saving_an_image_makes_its_renditions(
    db, settings, django_capture_on_commit_callbacks, files
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        image = factories.image(width=1600, height=900)
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(ALL_SPECS)


def test_avif_is_encoded_as_fast_as_the_settings_say(db, settings):
    sizes = []
    for settings.AVIF_SPEED in (6, 10):
        image = get_image_model().objects.create(title="Noise", file=photograph())
        spec = PRESETS["card"].specs("avif")[0]
        sizes.append(image.get_rendition(spec).file.size)

    assert sizes[0] < sizes[1]


def test_the_file_of_a_rendition_begins_with_the_name_of_its_picture(db):
    image = factories.image(width=1600, height=900)
    name = image.file.name.rpartition("/")[2].removesuffix(".png")
    assert len(name) < 20

    for spec in ALL_SPECS:
        made = image.get_rendition(spec).file.name
        assert made.startswith(f"images/{name}."), made
