"""What administrators see of content versions."""

from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from cms.delivery.models import RaisedTags
from cms.delivery.versions import content_version
from tests import factories


def test_an_administrator_sees_which_tags_a_publish_raised(client, english):
    page = factories.news_page(english.news, "Before")
    page.title = "After"
    page.save_revision()
    admin = factories.administrator()
    client.force_login(admin)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")

    answer = client.get("/admin/reports/content-versions/").content.decode()
    assert f"news.newspage {page.pk} (After)" in answer
    assert f"page:{page.translation_key.hex[:16]}" in answer
    assert "newspage:en" in answer
    assert RaisedTags.objects.filter(user=admin, cause__endswith="(After)").exists()


def test_editors_do_not_see_the_report(client, english):
    client.force_login(factories.user("editor", "Editors"))
    assert client.get("/admin/reports/content-versions/").status_code == 302


def test_old_changes_are_forgotten(english):
    factories.news_page(english.news)
    RaisedTags.objects.update(version=1)
    kept = content_version.current()
    content_version.forget_old(before=timezone.now())

    assert not RaisedTags.objects.exists()
    assert content_version.current() == kept


def explained(path):
    output = StringIO()
    call_command("explain_tags", path, stdout=output)
    return output.getvalue().splitlines()


def test_says_what_an_answer_depends_on(english):
    page = factories.news_page(english.news, slug="main")
    lines = explained("/en/news/main/")

    version = content_version.current()
    names = {line.split()[-1] for line in lines[1:-1]}
    assert lines[0] == f"PageRoute at content version {version}"
    assert {
        "tree", "slug:main", f"page:{page.translation_key.hex[:16]}",
        f"link:{english.news.translation_key.hex[:16]}",
    } <= names  # fmt: skip
    assert lines[-1] == "Valid until something changes"


def test_says_what_the_absence_of_a_page_depends_on(english):
    lines = explained("/en/nothing/")
    assert lines[0].startswith("NotFoundRoute")
    assert {line.split()[1] for line in lines[1:-1]} == {"tree", "slug:nothing"}


def test_says_that_nothing_is_at_what_is_no_path(english):
    assert explained("nowhere")[0].startswith("NotFoundRoute")
