"""Earlier versions of snippets, which become drafts as unfinished as any."""

from django.urls import reverse
from wagtail.models import ModelLogEntry, Site

import pytest

from cms.translation.rights.snippets import GuardedViewSet
from tests import factories

STREAMS = {"header_navigation-count": "0", "footer_links-count": "0"}


def snippets():
    """A snippet of each model, with the field that names it."""
    site = Site.objects.get(is_default_site=True)
    return {
        "name": [factories.category(), factories.tag(), factories.contact_person()],
        "title": [factories.reusable_text()],
        "organisation_name": [factories.sitewide(site)],
    }


def edits(snippet):
    """The URLs of the editor of a snippet and of that of its latest version."""
    named = f"wagtailsnippets_{snippet._meta.app_label}_{snippet._meta.model_name}"
    revision = snippet.save_revision()
    return [
        reverse(f"{named}:edit", args=[snippet.pk]),
        reverse(f"{named}:revisions_revert", args=[snippet.pk, revision.pk]),
    ]


def test_there_is_one_of_each_model(english):
    made = {type(one) for of_field in snippets().values() for one in of_field}
    assert made == {one.model for one in subclasses(GuardedViewSet) if one.model is not None}


def subclasses(cls):
    for below in cls.__subclasses__():
        yield below
        yield from subclasses(below)


def test_no_draft_is_without_a_name(english, admin_client):
    for field, of_field in snippets().items():
        for snippet in of_field:
            for url in edits(snippet):
                before = snippet.revisions.count()
                response = admin_client.post(url, {"slug": "kept", **STREAMS})
                assert response.context["form"].errors == {field: ["This field is required."]}, url
                assert snippet.revisions.count() == before


@pytest.mark.parametrize("is_live", [True, False])
def test_an_earlier_version_may_become_an_unfinished_draft(english, admin_client, is_live):
    text = factories.reusable_text(live=is_live)
    _edit, revert = edits(text)
    response = admin_client.post(revert, {"title": "Unfinished", "text": "null"})
    assert response.status_code == 302
    text.refresh_from_db()
    draft = text.get_latest_revision_as_object()
    assert (draft.title, draft.text) == ("Unfinished", "")
    assert (text.live, text.title == "Unfinished") == (is_live, not is_live)
    entry = ModelLogEntry.objects.for_instance(text).get(action="wagtail.revert")
    assert entry.revision == text.latest_revision


def test_an_unfinished_version_is_not_published(english, admin_client):
    text = factories.reusable_text()
    _edit, revert = edits(text)
    form = {"title": "Unfinished", "text": "null", "action-publish": "1"}
    response = admin_client.post(revert, form)
    assert response.context["form"].errors == {"text": ["This field is required."]}
    text.refresh_from_db()
    assert (text.title, text.revisions.count()) == ("Opening hours", 1)
