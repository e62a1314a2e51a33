import pytest

from cms.content.images import ALL_SPECS, PRESETS, FocalPoint, Image, make_renditions, public_images
from tests import factories


def read(image):
    return public_images([image.pk])[image.pk]


@pytest.fixture
def large(db):
    image = factories.image(width=1600, height=900)
    make_renditions.call(image.pk)
    return image


def widths(src_set):
    return [int(part.rsplit(" ", 1)[1].removesuffix("w")) for part in src_set.split(", ")]


def test_gives_every_format_of_a_preset_the_smallest_first(large):
    rendition = read(large).rendition(PRESETS["lead"])
    assert [(source.type, widths(source.src_set)) for source in rendition.sources] == [
        ("image/webp", [800, 1600]),
        ("image/jpeg", [800, 1600]),
    ]
    assert (rendition.width, rendition.height) == (1600, 900)
    assert rendition.src.endswith(".jpg")
    assert rendition.src == rendition.sources[1].src_set.split(", ")[1].split(" ")[0]


@pytest.mark.parametrize(
    ("preset", "size"),
    [("lead", (1600, 900)), ("card", (800, 533)), ("inline", (1280, 720)), ("logo", (284, 160))],
)
def test_makes_the_sizes_of_a_preset(large, preset, size):
    rendition = read(large).rendition(PRESETS[preset])
    assert (rendition.width, rendition.height) == size


def test_names_each_width_of_a_small_image_once(db):
    image = factories.image(width=320, height=180)
    make_renditions.call(image.pk)
    rendition = read(image).rendition(PRESETS["inline"])
    assert [widths(source.src_set) for source in rendition.sources] == [[320], [320]]
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
    make_renditions.call(large.pk)
    assert set(large.renditions.values_list("pk", flat=True)) == made


def test_has_nothing_to_make_for_an_image_that_is_gone(db):
    make_renditions.call(0)


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
    make_renditions.call(large.pk)
    assert len(read(large).renditions) == len(ALL_SPECS)


@pytest.mark.parametrize("count", [1, 10])
def test_costs_one_query_however_many_images(db, count, django_assert_num_queries):
    images = [factories.image() for _ in range(count)]
    for image in images:
        make_renditions.call(image.pk)
    with django_assert_num_queries(1):
        found = public_images(image.pk for image in images)
        for image in found.values():
            image.rendition(PRESETS["lead"])
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
