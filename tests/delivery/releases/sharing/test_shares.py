"""Links for people without an account: what they show, to whom, and until when."""

import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

import pytest

from cms.accounts.models import AuditEntry
from cms.delivery.models import Share, ShareApproval, ShareComment
from cms.delivery.previews import tokens
from cms.delivery.releases.sharing import drafts, links
from cms.news.models import NewsPage
from tests import factories

WEEK = timedelta(days=7)
ROUTE = """query R($path: String!) { route(path: $path) {
  __typename ... on PageRoute { page { title } } } }"""


@pytest.fixture
def user(db):
    return factories.administrator("editor")


@pytest.fixture
def page(english):
    body = [factories.heading("On research"), factories.rich_text("<p>All is well.</p>")]
    made = factories.news_page(english.news, "Published", slug="this", body=body)
    return edit(made, title="Draft")


def edit(page, **values):
    """The page as stored, with a new draft."""
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    return NewsPage.objects.get(pk=page.pk)


def shared(page, user, **options):
    return links.create(page, user=user, **{"duration": WEEK, **options})


def asked(token, document, **variables):
    body = {"query": document, "variables": variables}
    return Client().post(
        "/graphql/", body, content_type="application/json", headers={"X-Preview": token}
    )


def title_at(token, path="/en/news/this/"):
    body = asked(token, ROUTE, path=path).json()
    route = body["data"]["route"]
    return route["page"]["title"] if route["__typename"] == "PageRoute" else route["__typename"]


def received(token, **sent):
    client = Client()
    url = f"{reverse('shared')}?preview={token}"
    return client.post(url, sent) if sent else client.get(url)


def outcomes(token):
    """What a token comes to at each place that accepts one, without the id of the request."""
    answers = [
        asked(token, "{ languages { tag } }"),
        Client().get("/graphql/", {"query": "{ languages { tag } }"}, headers={"X-Preview": token}),
        received(token),
        received(token, action="approve", **{"approval-name": "Li", "approval-digest": "0"}),
    ]
    field = "query P($token: String!) { preview(token: $token) { title } }"
    answers.append(Client().post(
        "/graphql/", {"query": field, "variables": {"token": token}},
        content_type="application/json",
    ))  # fmt: skip
    return [(one.status_code, one.content, one["Cache-Control"]) for one in answers]


# What a link shows


def test_a_link_follows_the_draft_or_pins_it(page, user):
    following, pinned = shared(page, user)[1], shared(page, user, is_pinned=True)[1]
    assert [title_at(one) for one in (following, pinned)] == ["Draft", "Draft"]

    edit(page, title="Later")

    assert [title_at(one) for one in (following, pinned)] == ["Later", "Draft"]
    response = asked(pinned, ROUTE, path="/en/news/this/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    note = response.json()["extensions"]["preview"]
    until = Share.objects.get(content__isnull=False).expires_at.isoformat()
    assert note["share"] == {"until": until, "language": None, "isPinned": True}


def test_a_link_shows_the_drafts_of_translations_unless_it_is_in_one_language(
    client, page, user, chinese
):
    factories.translation(page, title="译文")
    edit(page.get_translation(chinese.home.locale), title="译文草稿")
    public = client.post(
        "/graphql/", {"query": ROUTE, "variables": {"path": "/zh-hans/news/this/"}},
        content_type="application/json",
    ).json()  # fmt: skip
    all_, one = (shared(page, user, is_in_one_language=only)[1] for only in (False, True))

    assert (title_at(all_), title_at(one)) == ("Draft", "Draft")
    assert title_at(all_, "/zh-hans/news/this/") == "译文草稿"
    body = asked(one, ROUTE, path="/zh-hans/news/this/").json()
    assert body.pop("extensions")["preview"]["share"]["language"] == "en"
    assert body == public
    titles = """query N($language: String = "zh-Hans") {
      news(language: $language) { edges { node { title } } } }"""
    assert "草稿" in asked(all_, titles).content.decode()
    assert "草稿" not in asked(one, titles).content.decode()
    assert "Draft" not in asked(one, titles).content.decode()
    assert "Draft" in asked(one, titles, language="en-GB").content.decode()


def test_what_its_user_may_not_edit_is_left_out_and_not_counted(page, chinese):
    factories.translation(page, title="译文")
    edit(page.get_translation(chinese.home.locale), title="译文草稿")
    editor = editor_of(page)
    token = shared(page, editor)[1]

    assert title_at(token) == "Draft"
    assert title_at(token, "/zh-hans/news/this/") == "译文"
    note = asked(token, ROUTE, path="/en/").json()["extensions"]["preview"]
    assert note["leftOut"] == 0


def editor_of(page):
    """Somebody who may edit a page, and nothing else."""
    editor = factories.user("somebody", "Desk")
    desk = editor.groups.get()
    desk.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=desk, page=page, permission=change)
    return editor


# Until when


def end(share):
    Share.objects.filter(pk=share.pk).update(expires_at=timezone.now())


def take_rights(share):
    share.user.is_superuser = False
    share.user.save()


@pytest.mark.one_database
@pytest.mark.parametrize(
    "happen",
    [
        end,
        take_rights,
        links.revoke,
        lambda share: tokens.revoke(share.user),
        lambda share: type(share.user).objects.filter(pk=share.user_id).update(is_active=False),
        lambda share: share.user.delete(),
        lambda share: share.page.get_latest_revision().publish(),
        lambda share: factories.private(share.page.get_parent()),
        lambda share: share.page.delete(),
    ],
    ids=[
        "ended", "rights taken away", "revoked", "all looks ended", "inactive", "user deleted",
        "published", "made private", "page deleted",
    ],
)  # fmt: skip
def test_a_link_that_is_no_longer_good_is_refused_like_an_unknown_one(page, user, happen):
    unknown = outcomes("A" * 43)
    share, token = shared(page, user)
    assert outcomes(token) != unknown
    assert outcomes(token[:-1] + ("A" if token[-1] != "A" else "B")) == unknown
    assert outcomes(tokens.create(page, user=user))[2:4] == unknown[2:4]

    happen(share)

    assert outcomes(token) == unknown
    assert not ShareApproval.objects.exists()


@pytest.mark.parametrize("duration", [timedelta(minutes=59), timedelta(days=30, seconds=1)])
def test_a_link_works_for_an_hour_to_thirty_days(page, user, duration):
    with pytest.raises(ValueError, match="can't work"):
        shared(page, user, duration=duration)
    assert not Share.objects.exists()


def test_a_link_gives_no_right_elsewhere(page, user):
    token = shared(page, user)[1]
    hidden = edit(factories.news_page(page.get_parent(), "Other", slug="other", live=False))
    assert title_at(token, "/en/news/other/") == "NotFoundRoute"
    for path in (reverse("share", args=[Share.objects.get().pk]), reverse("shares"),
                 reverse("wagtailadmin_pages:edit", args=[hidden.pk])):  # fmt: skip
        response = Client().get(path, {"preview": token, "token": token})
        assert response["Location"].startswith(reverse("wagtailadmin_login"))


def test_use_is_written_down_once_a_minute_and_the_token_never(page, user, caplog):
    share, token = shared(page, user)
    with caplog.at_level("DEBUG"):
        title_at(token)
        share.refresh_from_db()
        first = share.last_used_at
        title_at(token)
        received(token)
    share.refresh_from_db()
    assert first is not None
    assert share.last_used_at == first
    assert token not in caplog.text
    assert token not in json.dumps(list(Share.objects.values()), default=str)


def test_old_links_are_forgotten_with_what_came_of_them(page, user):
    share, kept = shared(page, user)[0], shared(page, user)[0]
    ShareComment.objects.create(share=share, name="Li", text="Good.")
    Share.objects.filter(pk=share.pk).update(revoked_at=timezone.now() - links.KEPT)
    assert links.prune() == 1
    assert list(Share.objects.all()) == [kept]


# The receiver's page


def test_a_receiver_comments_on_a_place(page, user):
    share, token = shared(page, user)
    shown = received(token)
    text = shown.content.decode()
    assert "Draft – not published" in text
    assert f'src="/en/news/this/?preview={token}"' in text
    assert (shown["X-Robots-Tag"], shown["Cache-Control"]) == ("noindex", "private, no-store")
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    (place,) = re.findall(r'<option value="([^"]+)">All is well.', text)

    sent = {"action": "comment", "comment-name": "Li", "comment-text": "<b>Good</b>."}
    response = received(token, **sent, **{"comment-place": place})

    assert response["Location"] == f"/shared/?preview={token}#comments"
    comment = ShareComment.objects.get()
    assert (comment.share, comment.place, comment.place_text) == (share, place, "All is well.")
    text = received(token).content.decode()
    assert "&lt;b&gt;Good&lt;/b&gt;" in text
    assert "<b>Good" not in text
    assert received(token, **sent, **{"comment-place": "elsewhere"}).status_code == 200
    assert received(token, **sent | {"comment-text": "x" * 2001}).status_code == 200
    assert ShareComment.objects.count() == 1


def test_texts_beside_what_is_hidden_are_no_places(page, user):
    hidden = factories.image("A picture", collection=factories.private_collection())
    body = [factories.image_block(hidden, "SECRET", "SECRET"), factories.heading("Seen")]
    token = shared(edit(page, body=body), user)[1]
    text = received(token).content.decode()
    assert "SECRET" not in text
    assert ">Seen</option>" in text


def test_comments_are_limited_in_number_and_by_time(page, user, monkeypatch):
    token = shared(page, user)[1]
    sent = {"action": "comment", "comment-name": "Li", "comment-text": "Good."}
    monkeypatch.setattr("cms.delivery.previews.receiving.MOST_COMMENTS", 2)
    answers = [received(token, **sent) for _ in range(3)]
    assert [one.status_code for one in answers] == [302, 302, 200]
    assert "reached its limit" in answers[-1].content.decode()
    for _ in range(27):
        received(token, **sent)
    assert "sent too often" in received(token, **sent).content.decode()
    assert ShareComment.objects.count() == 2


def test_a_form_without_its_token_is_refused(page, user):
    token = shared(page, user)[1]
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"{reverse('shared')}?preview={token}", {"action": "approve"})
    assert response.status_code == 403


def test_an_approval_is_of_what_was_shown_and_ends_with_the_next_edit(page, user):
    share, token = shared(page, user)
    (digest,) = re.findall(r'approval-digest" value="(\w{64})"', received(token).content.decode())
    approve = {"action": "approve", "approval-name": "Li", "approval-digest": digest}

    edit(page, title="Later")
    refused = received(token, **approve).content.decode()
    assert "has been edited since" in refused
    assert not ShareApproval.objects.exists()
    (digest,) = re.findall(r'approval-digest" value="(\w{64})"', refused)
    assert received(token, **approve | {"approval-digest": digest}).status_code == 302
    # Saved again without an edit.
    edit(page)
    assert "Approved by Li" in received(token).content.decode()
    assert links.current_digest(share) == ShareApproval.objects.get().digest
    entry = PageLogEntry.objects.get(action=links.APPROVED)
    assert "“Li” (guest)" in str(entry.message)
    assert AuditEntry.objects.filter(action=links.APPROVED, user_pk="").count() == 1

    edit(page, summary="Other.")

    assert "the approval has ended" in received(token).content.decode()
    assert links.current_digest(Share.objects.get()) != ShareApproval.objects.get().digest


def test_the_approval_of_a_pinned_draft_ends_with_the_next_edit_too(page, user):
    share, token = shared(page, user, is_pinned=True)
    links.approve(share, name="Li", digest=drafts.shown(share).digest)
    assert "has ended" not in received(token).content.decode()
    edit(page, title="Later")
    assert "the approval has ended" in received(token).content.decode()


# The admin


@pytest.fixture
def admin(client, user):
    client.force_login(user)
    return client


def test_an_editor_shares_lists_and_revokes(admin, page, user):
    edit_page = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    url = reverse("share_page", args=[page.pk])
    assert url in edit_page
    assert "Make a link" in admin.get(url).content.decode()

    made = admin.post(url, {"hours": "1", "shows": "pinned", "label": "The board"})
    share = Share.objects.get()
    assert (share.is_pinned, share.is_in_one_language) == (True, False)
    assert share.expires_at - share.created_at == timedelta(hours=1)
    inspect = reverse("share", args=[share.pk])
    assert made["Location"] == inspect
    (shown,) = re.findall(
        r'id="share-url"[^>]*value="([^"]+)"', admin.get(inspect).content.decode()
    )
    (token,) = parse_qs(urlsplit(shown).query)["preview"]
    assert title_at(token) == "Draft"
    assert token not in admin.get(inspect).content.decode()

    links.approve(share, name="Li", digest="0")
    links.approve(share, name="Wang", digest=share.digest)
    ShareComment.objects.create(share=share, name="Li", text="Good.", place="a-b", place_text="All")
    listed = admin.get(reverse("shares"), {"page": page.pk, "mine": ""}).content.decode()
    for text in ("The board", "1 valid, 1 void", "works until"):
        assert text in listed
    detail = admin.get(inspect).content.decode()
    for text in ("Li (guest)", "Good.", "#block-a-b-section", "void: edited since"):
        assert text in detail

    admin.post(reverse("revoke_share", args=[share.pk]))
    assert title_at_refused(token)
    assert "revoked" in admin.get(reverse("shares")).content.decode()
    actions = PageLogEntry.objects.filter(action__startswith="cms.share").values_list(
        "action", "user_id"
    )
    assert {(links.MADE, user.pk), (links.REVOKED, user.pk)} <= set(actions)


def title_at_refused(token):
    errors = asked(token, "{ languages { tag } }").json()["errors"]
    return errors[0]["extensions"]["code"] == "PREVIEW_REFUSED"


def test_nobody_shares_or_sees_what_they_may_not_edit(client, page, user):
    share, token = shared(page, user, label="SECRET")
    other = factories.news_page(page.get_parent(), "Another", slug="another")
    client.force_login(editor_of(other))
    assert "SECRET" not in client.get(reverse("shares")).content.decode()
    for name in ("share", "revoke_share"):
        assert client.post(reverse(name, args=[share.pk])).status_code in {404, 405}
    assert client.get(reverse("share", args=[share.pk])).status_code == 404
    response = client.post(reverse("share_page", args=[page.pk]), {"hours": "1", "shows": "later"})
    assert response.status_code == 302
    assert Share.objects.count() == 1
    client.post(reverse("end_looks_of_user", args=[user.pk]))
    assert title_at(token) == "Draft"


def test_private_pages_and_mirrors_are_not_shared(admin, page, chinese):
    mirror = factories.alias(page)
    factories.private(page)
    for one in (page, mirror):
        admin.post(reverse("share_page", args=[one.pk]), {"hours": "1", "shows": "later"})
    assert not Share.objects.exists()


@pytest.mark.parametrize("name", ["end_own_looks", "end_looks_of_user"])
def test_all_links_and_previews_of_a_user_end_at_once(admin, page, user, name):
    all_ = [shared(page, user)[1], tokens.create(page, user=user)]
    other = shared(page, factories.administrator("other"))[1]
    admin.post(reverse(name, args=[user.pk] if name == "end_looks_of_user" else []))
    assert [title_at_refused(token) for token in all_] == [True, True]
    assert title_at(other) == "Draft"
