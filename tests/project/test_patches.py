"""What is built on code of others is listed, and was read in the version that is installed.

Three ways to find what has to be listed, since none sees everything: the text of our modules says
which private names and attributes of others they name; a running process holds what they have put
in place; and folders of templates and static files hold what is found before that of others.
"""

import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.apps import apps

import pytest

from tests.project import reaching, replaced
from tests.project.others_code import NotThere, checksum, text_of
from tests.project.patches import PATCHES
from tests.project.reaching import CMS, ROOT, trees

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("patch", PATCHES, ids=lambda one: f"{one.ours} on {one.at.package}")
def test_what_is_relied_on_says_what_it_said_when_it_was_read(patch):
    changed = []
    for name, read in patch.checksums().items():
        try:
            now = checksum(name)
        except NotThere:
            now = "gone"
        if now != read:
            changed.append(f"{name} ({now})")
    assert not changed, (
        f"{patch.at.package} {version(patch.at.package)} differs from {patch.at.version}, which "
        f"was read, in: {', '.join(changed)}. Look again at {patch.ours}: {patch.why} Then write "
        "what is in brackets, and the version, into tests/project/patches.py."
    )


def test_each_entry_is_about_something_that_is_there():
    for patch in PATCHES:
        inside = ROOT / patch.ours.replace(".", "/")
        assert inside.is_dir() or inside.with_suffix(".py").is_file(), patch.ours
    names = [(patch.ours, name) for patch in PATCHES for name in patch.checksums()]
    assert len(names) == len(set(names))


def test_every_private_name_of_others_is_listed():
    found = {
        (module, one) for module, tree in trees().items() for one in reaching.private_names(tree)
    }

    assert ("cms.content.pages.copying", "_copy_page") in found
    assert ("cms.operation.error_pages", "_cached_user") in found
    assert_listed(found)


def test_every_line_that_reaches_into_an_object_is_about_a_listed_name_or_one_of_ours():
    reached = [
        (module, re.findall(r"\._([a-z]\w+)", line.partition("#")[0]))
        for module, text in reaching.texts().items()
        for line in text.splitlines()
        if re.search(r"noqa:.*SLF001", line)
    ]
    own = reaching.own_private_names()

    assert len(reached) > 20
    assert [module for module, names in reached if not names] == []
    found = {(module, f"_{name}") for module, names in reached for name in names}
    assert_listed(one for one in found if one[1] not in own)


def test_every_attribute_of_others_that_is_assigned_is_listed():
    found = {
        (module, one) for module, tree in trees().items() for one in reaching.assigned_names(tree)
    }

    assert ("cms.accounts.passwords", "form_class") in found
    assert ("cms.translation.validity.saving", "post_save_string_translation") in found
    assert_listed(found)


def test_every_module_for_internal_use_is_listed():
    found = {
        (module, one) for module, tree in trees().items() for one in reaching.internal_modules(tree)
    }
    listed = {
        (patch.ours, name.replace(":", ".")) for patch in PATCHES for name in patch.checksums()
    }

    assert ("cms.accounts.codes", "allauth.mfa.totp.internal.auth") in found
    assert [
        one
        for one in sorted(found)
        if not any(ours == one[0] and is_in(name, one[1]) for ours, name in listed)
    ] == []


def is_in(name, module):
    """Whether a name is that of a module, or of something in it."""
    return f"{name.replace(':', '.')}.".startswith(f"{module}.")


def test_everything_that_is_put_in_the_place_of_something_else_is_listed():
    replaced.import_everything()
    found = set(replaced.put_in_place())

    assert ("cms.delivery.publishing.page_moves", "execute") in found
    assert ("cms.delivery.invalidation.file_privacy", "bulk_create") in found
    assert ("cms.delivery.invalidation.tracking", "save_base") in found
    assert ("cms.delivery.invalidation.search_index", "insert_or_update_object_task") in found
    assert_listed(found)


def test_every_private_method_that_is_overridden_is_listed():
    replaced.import_everything()
    found = set(replaced.overridden())

    assert ("cms.news.forms", "_post_clean") in found
    assert_listed(found)


def test_every_template_and_static_file_in_the_place_of_another_is_listed():
    listed = {(patch.ours, name) for patch in PATCHES for name in patch.checksums()}
    found = {
        (str(folder.relative_to(ROOT)), str(theirs).rpartition("/site-packages/")[2])
        for kind in ("templates", "static")
        for folder in CMS.glob(f"*/{kind}")
        for theirs in covered(folder, kind)
    }

    assert len(found) > 20
    assert found - listed == set()


def covered(folder, kind):
    """The files of others that have the name of one in a folder of ours."""
    for file in filter(Path.is_file, folder.rglob("*")):
        for app in apps.get_app_configs():
            theirs = Path(app.path) / kind / file.relative_to(folder)
            if CMS not in theirs.parents and theirs.is_file():
                yield theirs


def assert_listed(found):
    """Check that each name is in a text that was read for its module."""
    left = sorted(one for one in found if not re.search(rf"\b{one[1]}\b", read_for(one[0])))
    told = ", ".join(f"{name} by {module}" for module, name in left)
    assert not left, f"tests/project/patches.py doesn't say what is relied on: {told}"


@lru_cache
def read_for(module):
    """The texts of others that were read for a module of ours."""
    names = [name for patch in PATCHES if patch.ours == module for name in patch.checksums()]
    return "\n".join(text_of(name) for name in names if ":" in name)
