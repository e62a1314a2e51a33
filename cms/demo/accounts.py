"""The people who log in to the demo site: what they may do, and their passwords."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from cms.home.models import HomePage
from cms.translation.rights import groups

ADMIN, EDITOR, TRANSLATOR = "admin", "editor", "translator"
USERNAMES = (ADMIN, EDITOR, TRANSLATOR)
EDITORS = "Editors"

_SNIPPETS = ("newscategory", "newstag", "sitewide")
# Without characters that are easily mistaken for each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Login:
    """A name and its password; ``None`` where only its owner knows it."""

    username: str
    password: str | None


def exist() -> bool:
    """True if the accounts have been made: the last step of a load."""
    return GroupPagePermission.objects.filter(group__name=EDITORS, page__depth=2).exists()


@transaction.atomic
def create() -> list[Login]:
    """Make groups and users; returns their passwords, which are kept nowhere."""
    users = get_user_model().objects
    members_of = {EDITOR: _editors(), TRANSLATOR: _translators()}
    logins = []
    for username in USERNAMES:
        password = settings.DEMO_PASSWORD or _random_password()
        user, _ = users.get_or_create(username=username)
        user.is_superuser = user.is_staff = username == ADMIN
        # Without these nobody can save the form of their account.
        user.first_name, user.last_name = username.capitalize(), "(demo)"
        user.email = f"{username}@example.org"
        user.set_password(password)
        user.save()
        if username in members_of:
            user.groups.add(members_of[username])
        logins.append(Login(username, password))
    return logins


def current() -> list[Login]:
    """The logins of a loaded site.

    Passwords given by ``DEMO_PASSWORD`` are set where they aren't yet; others are unknown.
    """
    password = settings.DEMO_PASSWORD or None
    users = get_user_model().objects.filter(username__in=USERNAMES)
    users_by_name = {user.get_username(): user for user in users}
    for user in users_by_name.values() if password else ():
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
    return [Login(username, password) for username in USERNAMES if username in users_by_name]


def _random_password() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _editors() -> Group:
    """Those who write the English pages and submit them for translation."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(
        _permissions(
            "access_admin",
            "submit_translation",
            *(f"{verb}_{name}" for name in _SNIPPETS for verb in ("add", "change", "publish")),
            *(f"{verb}_glossaryterm" for verb in ("add", "change", "delete")),
        )
    )
    front = _front_page("en")
    _grant_pages(group, front, ["add_page", "change_page", "publish_page"])
    root = Collection.get_first_root_node()
    for codename in ("add_image", "change_image", "choose_image",
                     "add_document", "change_document", "choose_document"):  # fmt: skip
        for permission in _permissions(codename):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    return group


def _translators() -> Group:
    """Those who translate into Simplified Chinese, and here also publish what they translated."""
    group = groups.made(Locale.objects.get(language_code="zh-hans"))
    assert group is not None  # noqa: S101 - it isn't the source language
    group.permissions.add(*_permissions(*(f"publish_{name}" for name in _SNIPPETS)))
    _grant_pages(group, _front_page("zh-hans"), ["change_page", "publish_page"])
    return group


def _permissions(*codenames: str) -> list[Permission]:
    apps = ("wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs", "wagtail_localize",
            "news", "sitewide", "translation")  # fmt: skip
    return list(Permission.objects.filter(codename__in=codenames, content_type__app_label__in=apps))


def _front_page(language_code: str) -> Page:
    locale = Locale.objects.get(language_code=language_code)
    return HomePage.objects.get(locale=locale).page_ptr


def _grant_pages(group: Group, page: Page, codenames: list[str]) -> None:
    group.page_permissions.all().delete()
    for permission in _permissions(*codenames):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def described(logins: list[Login]) -> list[str]:
    """The logins as lines for a terminal."""
    lines = [f"  {login.username:<12}{login.password or '(known to you)'}" for login in logins]
    if any(login.password is None for login in logins):
        lines.append(
            "  Passwords are stored nowhere in clear. To set one: manage.py changepassword USER, "
            "or start with DEMO_PASSWORD=…"
        )
    return ["Logins:", *lines]
