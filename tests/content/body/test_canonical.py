"""Names in a canonical form for the things a body refers to."""

from hashlib import sha256

import pytest

from cms.content.body.canonical import StoredCanonicalNames
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_page_is_called_by_its_translation_key(english):
    assert StoredCanonicalNames().page(english.news.pk) == f"page:{english.news.translation_key}"


def test_a_file_is_called_by_the_hash_of_its_content():
    paper = factories.document(content=b"%PDF-1.4 terms")
    shown = factories.image()
    with shown.file.open() as file:
        found = sha256(file.read()).hexdigest()
    expected = sha256(b"%PDF-1.4 terms").hexdigest()
    assert StoredCanonicalNames().document(paper.pk) == f"sha256:{expected}"
    assert StoredCanonicalNames().image(shown.pk) == f"sha256:{found}"


@pytest.mark.parametrize("kind", ["page", "document", "image"])
@pytest.mark.parametrize("id_", [999_999, None])
def test_what_is_gone_has_no_name(kind, id_):
    assert getattr(StoredCanonicalNames(), kind)(id_) is None
