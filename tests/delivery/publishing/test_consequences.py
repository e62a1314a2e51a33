"""What a new path does, told before it is published."""

from django.contrib.auth.models import Permission

import pytest

from cms.delivery.publishing import consequences
from cms.delivery.publishing.consequences import Consequences
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(english):
    """A section of two articles, one of them in Chinese, too; two other pages link to one."""
    chinese = factories.in_chinese(english)
    page = factories.news_page(english.news, "Linked", slug="linked")
    factories.translation(page, title="链接")
    factories.news_page(english.news, "Never published", live=False)
    link = f'<p><a linktype="page" id="{page.pk}">here</a></p>'
    for parent, title in ((english.news, "A"), (chinese.news, "乙")):
        factories.news_page(parent, title, body=[factories.rich_text(link)])
    return page


def test_a_rename_is_counted_in_all_languages(linked):
    told = consequences.of_rename(linked, "new")
    assert told == Consequences(linking_count=2, path_count=2, language_count=2)
    assert str(told) == (
        "2 pages and snippets link here, and will link to the new address. "
        "2 addresses in 2 languages will redirect to the new ones."
    )
    assert str(consequences.of_rename(linked, "linked")) == ""


def test_all_pages_below_have_new_addresses(english, linked):
    told = consequences.of_rename(english.news, "press")
    # Both lists, and five articles that are live.
    assert (told.linking_count, told.path_count, told.language_count) == (2, 6, 2)


def test_a_move_takes_translations_along(english, linked):
    told = consequences.of_move(linked, english.home)
    assert told == Consequences(linking_count=2, path_count=2, language_count=2)
    assert consequences.of_move(linked, english.news) == Consequences()


def test_the_editor_is_told(admin_client, linked):
    url = f"/admin/pages/{linked.pk}/new-address/"
    text = admin_client.get(url, {"slug": "new"}).json()["text"]
    assert text.startswith("2 pages and snippets link here")
    assert admin_client.get(url, {"slug": "linked"}).json() == {"text": ""}


def test_only_editors_of_the_page_are_told(client, linked):
    stranger = factories.user("stranger", "Strangers")
    stranger.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)
    assert client.get(f"/admin/pages/{linked.pk}/new-address/").status_code in {302, 403}
