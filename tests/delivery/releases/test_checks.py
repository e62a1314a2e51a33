"""What is wrong with a release before it is published, and approvals that end with an edit."""

from cms.delivery.releases import checks, publishing
from cms.delivery.releases.models import ReleaseItem
from cms.news.models import NewsPage
from tests import factories
from tests.translation.fixtures import submit, write


def messages(release, user):
    return {(one.title, one.message) for one in checks.findings(release, user=user)}


def test_a_release_in_order_has_no_findings(english, release, user):
    page = factories.news_page(english.news, "New", live=False)
    page.save_revision()
    publishing.add(release, page)
    assert checks.findings(release, user=user) == []


def test_links_to_pages_that_readers_will_not_get_are_found(english, release, user):
    hidden = factories.news_page(english.news, "Hidden", live=False)
    leaving = factories.news_page(english.news, "Leaving")
    coming = factories.news_page(english.news, "Coming", live=False)
    page = NewsPage.objects.get(pk=factories.news_page(english.news, "New", live=False).pk)
    page.body = [
        factories.rich_text(f'<p><a linktype="page" id="{one.pk}">there</a></p>')
        for one in (hidden, leaving, coming)
    ]
    page.save_revision()
    coming.save_revision()
    for one in (page, coming):
        publishing.add(release, one)
    publishing.add(release, leaving, ReleaseItem.Action.UNPUBLISH)

    text = "It leads to “{}”, which readers won't be able to open."
    assert messages(release, user) == {
        ("New", text.format("Hidden")), ("New", text.format("Leaving")),
    }  # fmt: skip


def test_an_item_that_was_changed_elsewhere_is_found(english, release, user):
    page = factories.news_page(english.news, "Page")
    page.save_revision()
    publishing.add(release, page)
    assert messages(release, user) == set()

    page.save_revision().publish()

    text = "It was published or unpublished after it was added to the release."
    assert messages(release, user) == {("Page", text)}


def test_checks_of_layers_above_are_asked(english, release, user, monkeypatch):
    monkeypatch.setattr(checks, "_checks", [])
    checks.register(lambda _item, draft: [f"{draft.title} has no picture."])
    page = factories.news_page(english.news, "Page")
    page.save_revision()
    publishing.add(release, page)
    assert messages(release, user) == {("Page", "Page has no picture.")}


def test_an_approval_is_of_one_language_and_ends_with_the_next_edit(
    english, chinese, release, user
):
    page = factories.news_page(english.news, "Page")
    page.save_revision()
    translated = factories.translation(page, title="页")
    for one in (page, translated):
        publishing.add(release, one)
    locales = [english.home.locale, chinese.home.locale]
    assert checks.approvals(release) == dict.fromkeys(locales)

    approval = checks.approve(release, english.home.locale, user=user)
    assert checks.approvals(release) == {locales[0]: approval, locales[1]: None}
    translated.title = "另一页"
    translated.save_revision()
    assert checks.approvals(release) == {locales[0]: approval, locales[1]: None}

    page.title = "Edited"
    page.save_revision()
    assert checks.approvals(release) == dict.fromkeys(locales)


def test_faults_of_the_content_and_missing_translations_are_found(english, chinese, release, user):
    page = NewsPage.objects.get(pk=factories.news_page(english.news, "Page", live=False).pk)
    page.body = [factories.heading("Far below", 3)]
    page.save_revision()
    source = factories.news_page(english.news, "Source")
    translation = submit(source, chinese.home.locale)
    write(translation, only="title")
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    for one in (page, target):
        publishing.add(release, one)

    found = messages(release, user)

    assert {"Page", "译Source"} <= {title for title, _message in found}
    assert any("1 of 2 texts of “Source” is missing" in message for _title, message in found)


def test_reusable_content_that_readers_will_not_get_is_found(english, release, user):
    hidden = factories.reusable_text(title="Hidden", live=False)
    leaving = factories.contact_person("Leaving")
    coming = factories.contact_person("Coming", live=False)
    shown = factories.reusable_text(title="Shown")
    category = factories.category("Unseen", live=False)
    page = NewsPage.objects.get(pk=factories.news_page(english.news, "New", live=False).pk)
    page.category = category
    page.body = [factories.shows(one) for one in (hidden, leaving, coming, shown)]
    page.save_revision()
    coming.save_revision()
    for one in (page, coming):
        publishing.add(release, one)
    publishing.add(release, leaving, ReleaseItem.Action.UNPUBLISH)

    text = "It shows “{}”, which readers won't get."
    assert {(title, message) for title, message in messages(release, user) if title == "New"} == {
        ("New", text.format(name)) for name in ("Hidden", "Leaving", "Unseen")
    }
