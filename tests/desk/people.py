"""A small newsroom, an editor of English, a translator, and somebody who may only enter."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

import pytest

from cms.translation.rights import staff
from tests import factories
from tests.translation.test_rights import permission


@pytest.fixture
def people(newsroom, django_user_model):
    """The users by their names; each may sign in."""
    entrants = Group.objects.create(name="Entrants")
    entrants.permissions.add(permission("access_admin"))
    groups = {
        "editor": staff.editors(newsroom.home),
        "colleague": staff.editors(newsroom.home),
        "translator": staff.translators(newsroom.zh, newsroom.home.get_translation(newsroom.zh)),
        "entrant": entrants,
    }
    users = {name: factories.user(name, group.name) for name, group in groups.items()}
    return users | {"admin": factories.administrator()}


def fresh(user):
    """A user as another request has them, without what was read of their rights."""
    return get_user_model().objects.get(pk=user.pk)
