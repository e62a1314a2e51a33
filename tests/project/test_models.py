"""Relations between models: the order of the layers holds in the database as it does in Python."""

import tomllib
from pathlib import Path

from django.apps import apps

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]


def layer_by_package():
    """How high each package of the CMS stands, as the import linter is told."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(one for one in linter["contracts"] if one["name"] == "The layers of the CMS")
    return {
        name.strip(): len(contract["layers"]) - depth
        for depth, layer in enumerate(contract["layers"])
        for name in layer.split("|")
    }


def package_of(model):
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "cms" else None


OWN_MODELS = [model for model in apps.get_models() if package_of(model)]
RELATIONS = [
    pytest.param(field, id=f"{model._meta.label}.{field.name}")
    for model in OWN_MODELS
    for field in model._meta.get_fields()
    if field.is_relation and field.concrete and field.model is model
]


@pytest.mark.parametrize("field", RELATIONS)
def test_relations_lead_down(field):
    source, target = package_of(field.model), package_of(field.related_model)
    height = layer_by_package()
    assert target is None or source == target or height[source] > height[target]


@pytest.mark.parametrize("field", RELATIONS)
def test_relations_say_what_they_are_called_from_the_other_side(field):
    is_of_the_framework = field.remote_field.parent_link or field.name in {
        "locale", "latest_revision", "live_revision", "site",
    }  # fmt: skip
    assert is_of_the_framework or field.remote_field.related_name


def test_there_are_relations_to_look_at():
    labels = {parameter.id for parameter in RELATIONS}
    assert {"home.ChosenNews.news", "news.NewsPage.category"} <= labels
