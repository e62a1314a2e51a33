"""A release and somebody who may do everything."""

from typing import Any

import pytest

from cms.delivery.models import Release
from tests import factories


@pytest.fixture
def user(db: None) -> Any:
    """An administrator."""
    return factories.administrator("editor")


@pytest.fixture
def release(db: None) -> Release:
    """An empty release."""
    return Release.objects.create(title="Spring")
