"""People of the accounts' tests."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

import pytest

from tests.accounts.people import PASSWORD


@pytest.fixture
def ada(db):
    """An administrator."""
    return get_user_model().objects.create_superuser("ada", "ada@example.org", PASSWORD)


@pytest.fixture
def writers(db):
    """A group whose members may open the admin."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


@pytest.fixture
def ben(writers):
    """A member of it."""
    user = get_user_model().objects.create_user("ben", "ben@example.org", PASSWORD)
    user.groups.add(writers)
    return user
