"""The people who log in to the demo site: what they may do, and their passwords."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import GroupPagePermission, Locale, Page

from cms.content.pages.first_run.plan import random_password
from cms.home.models import HomePage
from cms.translation.rights import staff

ADMIN, EDITOR, TRANSLATOR = "admin", "editor", "translator"
USERNAMES = (ADMIN, EDITOR, TRANSLATOR)


@dataclass(frozen=True, slots=True)
class Login:
    """A name and its password; ``None`` where only its owner knows it."""

    username: str
    password: str | None


def exist() -> bool:
    """True if the accounts have been made: the last step of a load."""
    return GroupPagePermission.objects.filter(group__name=staff.EDITORS, page__depth=2).exists()


@transaction.atomic
def create() -> list[Login]:
    """Make groups and users; returns their passwords, which are kept nowhere."""
    users = get_user_model().objects
    members_of = {
        EDITOR: staff.editors(_front_page("en")),
        TRANSLATOR: staff.translators(
            Locale.objects.get(language_code="zh-hans"), _front_page("zh-hans")
        ),
    }
    logins = []
    for username in USERNAMES:
        password = settings.DEMO_PASSWORD or random_password()
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


def _front_page(language_code: str) -> Page:
    locale = Locale.objects.get(language_code=language_code)
    return HomePage.objects.get(locale=locale).page_ptr


def described(logins: list[Login]) -> list[str]:
    """The logins as lines for a terminal."""
    lines = [f"  {login.username:<12}{login.password or '(known to you)'}" for login in logins]
    if any(login.password is None for login in logins):
        lines.append(
            "  Passwords are stored nowhere in clear. To set one: manage.py changepassword USER, "
            "or start with DEMO_PASSWORD=…"
        )
    return ["Logins:", *lines]
