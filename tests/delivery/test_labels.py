"""What the admin says in Chinese."""

import ast
import gettext
import io
from collections.abc import Iterator
from pathlib import Path

from wagtail.users.models import UserProfile

import polib
import pytest

from cms import delivery
from cms.delivery import versions

FOLDER = Path(delivery.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES"


def test_everything_is_translated():
    catalogue = polib.pofile(str(FOLDER / "django.po"))
    assert len(catalogue) > 50
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def texts() -> Iterator[str]:
    """What the code of the package has translated."""
    for path in Path(delivery.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in {"_", "_lazy", "ngettext"} and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_text_of_the_code_is_in_the_catalogue():
    known = {entry.msgid for entry in polib.pofile(str(FOLDER / "django.po"))}

    assert len(set(texts())) > 100
    assert sorted(set(texts()) - known) == []


def test_the_compiled_catalogue_says_the_same():
    catalogue = polib.pofile(str(FOLDER / "django.po"))
    compiled = gettext.GNUTranslations(io.BytesIO((FOLDER / "django.mo").read_bytes()))
    for entry in catalogue:
        if entry.msgid_plural:
            said = compiled.ngettext(entry.msgid, entry.msgid_plural, 2)
            assert said == entry.msgstr_plural[0]
        else:
            assert compiled.gettext(entry.msgid) == entry.msgstr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/admin/webhooks/new/", ["缓存标签前缀", "受信任", "通知内容"]),
        ("/admin/reports/deliveries/", ["投递记录", "接收方"]),
        ("/admin/reports/content-versions/", ["内容版本", "时间", "变更", "缓存标签"]),
    ],
)
def test_the_admin_speaks_chinese(editor, admin_user, address, words):
    UserProfile.objects.update_or_create(
        user=admin_user, defaults={"preferred_language": "zh-hans"}
    )
    versions.raise_everything(cause="a test")
    page = editor.get(address).content.decode()
    assert [word for word in words if word not in page] == []
