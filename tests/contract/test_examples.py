"""The recorded examples are what a freshly loaded demo answers, to the byte."""

from typing import Any

import pytest

from cms.api import contract, examples
from tests.demo.conftest import Demo

pytestmark = pytest.mark.django_db


def test_the_demo_answers_as_recorded(demo: Demo, settings: Any):
    settings.MEDIA_ROOT = demo.media
    answered = dict(examples.recorded())
    kept = {path: path.read_text() for path in examples.EXAMPLES.glob("*/*.json")}
    names = {path.relative_to(examples.EXAMPLES).as_posix() for path in kept}

    assert names == {path.relative_to(examples.EXAMPLES).as_posix() for path in answered}
    stale = [path for path, text in answered.items() if kept[path].encode() != text.encode()]
    for path in stale[:1]:
        assert kept[path].splitlines() == answered[path].splitlines(), path
    assert stale == []


def test_every_operation_has_examples():
    recorded = {path.name for path in examples.EXAMPLES.iterdir()}

    assert recorded == {path.stem for path in contract.OPERATIONS.glob("*.graphql")}
