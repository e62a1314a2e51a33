from django.db import connection

import pytest

from cms.delivery.dispatch import planning
from cms.delivery.webhooks.models import Webhook
from tests.delivery.receiving import receiving
from tests.translation.fixtures import committed, editor, newsroom, translate

__all__ = ["committed", "editor", "newsroom", "translate"]


@pytest.fixture
def receiver():
    """A server that answers."""
    with receiving() as one:
        yield one


@pytest.fixture
def second_receiver():
    """Another one."""
    with receiving() as one:
        yield one


@pytest.fixture
def numbered(db: None) -> None:
    """Changes get their numbers at once, which PostgreSQL gives at the end of a transaction.

    What was before has been told of.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS delivery_number_change IMMEDIATE")
    planning.plan([])


@pytest.fixture
def webhook(numbered: None, settings, receiver):
    """A webhook to the server."""
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    return Webhook.objects.create(name="Frontend", url=receiver.url)
