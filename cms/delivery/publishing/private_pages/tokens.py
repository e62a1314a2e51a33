"""Tokens that open private pages for a short time.

A token is signed and kept nowhere. It names the privacy settings its reader has satisfied, and
opens the pages that no other setting covers. It ends with its time, with a change of the password
or of the setting, and as soon as its user may no longer sign in or has left the group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import Value
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import Page, PageViewRestriction

from cms.content import visibility
from cms.content.references.own_site_urls import own_site_url
from cms.content.tree import PagePreview, SiteTree
from cms.database.page_relations import PARENT, SOURCE, TRANSLATIONS, reached

if TYPE_CHECKING:
    from collections.abc import Sequence

_SALT = "cms.delivery.publishing.private_pages"
_LONGEST = 2000


def private_page(path: str, tree: SiteTree) -> Page | None:
    """The page at a path of the frontend that only privacy keeps from readers. One query."""
    url = own_site_url(path, tree)
    if url is None or not path.startswith("/"):
        return None
    pages = Page.objects.filter(
        tree.restricted(), visibility.showing(tree.today), url_path__in=url.url_paths
    )
    by_url_path = {page.url_path: page for page in pages.select_related("content_type")}
    found = (by_url_path[one] for one in url.url_paths if one in by_url_path)
    return next(found, None)


def settings_of(page: Page) -> list[PageViewRestriction]:
    """The privacy settings that cover a page, wherever they were made. One query."""
    kin = Page.objects.filter(reached(Value(page.pk), SOURCE, TRANSLATIONS, PARENT))
    return list(PageViewRestriction.objects.filter(page__in=kin.order_by()).order_by("pk"))


def for_password(page: Page, password: str) -> str | None:
    """A token for whoever knows the password of a page; ``None``: it is another one.

    Every setting that covers the page must have this password.
    """
    covering = settings_of(page)
    right = [
        one.restriction_type == PageViewRestriction.PASSWORD
        and constant_time_compare(one.password, password)
        for one in covering
    ]
    return _signed(covering, None) if right and all(right) else None


def for_user(page: Page, user: Any) -> str | None:
    """A token for a user who may read a page; ``None``: they may not."""
    covering = settings_of(page)
    if not covering or not all(_admits(one, user) for one in covering):
        return None
    return _signed(covering, user)


def is_opened(page: Page, token: str) -> bool:
    """True if a token opens a page now. At most three queries."""
    if len(token) > _LONGEST:
        return False
    try:
        content = signing.loads(token, salt=_SALT, max_age=settings.PRIVATE_PAGE_SECONDS)
    except signing.BadSignature:
        return False
    covering = settings_of(page)
    user = _user(content)
    return bool(covering) and all(
        constant_time_compare(content["proofs"].get(str(one.pk), ""), _proof(one, user))
        and (user is None or _admits(one, user))
        for one in covering
    )


def opened(page: Page) -> SiteTree:
    """The site as the reader of an opened page sees it: this page besides the public ones."""
    return SiteTree.load(previewed=PagePreview(page.pk, page.path))


def _signed(covering: Sequence[PageViewRestriction], user: Any) -> str:
    proofs = {str(one.pk): _proof(one, user) for one in covering}
    return signing.dumps({"user": user.pk if user else None, "proofs": proofs}, salt=_SALT)


def _proof(restriction: PageViewRestriction, user: Any) -> str:
    """The state of a setting when a reader satisfied it; another password makes another one."""
    parts = [restriction.pk, restriction.restriction_type]
    parts.append(user.get_session_auth_hash() if user else restriction.password)
    return salted_hmac(_SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]


def _user(content: Any) -> Any:
    """The user of a token: nobody in particular for a password, ``None``."""
    return get_user_model()._default_manager.filter(pk=content["user"]).first()


def _admits(restriction: PageViewRestriction, user: Any) -> bool:
    if not user.is_active:
        return False
    if user.is_superuser or restriction.restriction_type == PageViewRestriction.LOGIN:
        return True
    if restriction.restriction_type == PageViewRestriction.PASSWORD:
        return False
    return bool(restriction.groups.filter(pk__in=user.groups.values("pk")).exists())
