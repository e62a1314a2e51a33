"""Migrations of a release are never changed, and later ones leave old code what it needs."""

from __future__ import annotations

import json
from functools import cache

from django.db import migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.models.functions import Lower

import pytest

from tests.releases import additive
from tests.releases.keeping import MIGRATIONS, own_migrations, releases

pytestmark = pytest.mark.one_database


@pytest.fixture
def loader(db):
    """All migrations; one of wagtail_localize asks the database as it is imported."""
    return _loaded()


@cache
def _loaded():
    return MigrationLoader(None)


def kept(release):
    """The digests of a release's own migrations, by path."""
    return json.loads((release / MIGRATIONS).read_text())


def named(paths):
    """Application and name of each migration, of its path ``cms/news/migrations/0001_….py``."""
    return {(path.split("/")[1], path.rpartition("/")[2].removesuffix(".py")) for path in paths}


@pytest.mark.parametrize("release", releases(), ids=lambda folder: folder.name)
def test_migrations_of_a_release_are_as_they_were(release):
    there = own_migrations()
    assert kept(release)
    assert {path: there.get(path) for path in kept(release)} == kept(release)


def test_later_migrations_leave_old_code_what_it_needs(loader):
    of_release = named(kept(releases()[-1]))
    later = sorted(named(own_migrations()) - of_release)
    released = loader.project_state([one for one in loader.graph.nodes if one not in later])
    found = [
        sentence
        for node in later
        for sentence in additive.problems(
            loader.graph.nodes[node], released, loader.project_state([node], at_end=False)
        )
    ]
    assert of_release <= set(loader.graph.nodes)
    assert found == []


def problems(loader, *operations, **attributes):
    """What is found in a migration of news with these operations."""
    migration = type("Later", (Migration,), {"operations": list(operations), **attributes})
    state = loader.project_state()
    return additive.problems(migration("0002_later", "news"), state, state)


UNIQUE = models.UniqueConstraint("slug", name="slug")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("newspage", "later", models.CharField(null=True)),
        migrations.AddField("newspage", "later", models.IntegerField(db_default=0)),
        migrations.AddField("newspage", "later", models.ManyToManyField("news.NewsTag")),
        migrations.AddIndex("newspage", models.Index("publication_date", name="later")),
        migrations.AlterField("newspage", "summary", models.TextField(help_text="In short.")),
        migrations.AlterField("newscategory", "name", models.CharField(max_length=5_000)),
        migrations.CreateModel("Later", [("id", models.BigAutoField(primary_key=True))]),
        migrations.RunPython(migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("newspage", "summary")]
        ),
    ],
)
def test_what_old_code_does_not_notice_is_accepted(loader, operation):
    assert problems(loader, operation) == []


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (migrations.AddField("newspage", "later", models.IntegerField(default=1)), "null=True or"),
        (migrations.RemoveField("newspage", "summary"), "may rely on"),
        (migrations.RenameField("newspage", "summary", "text"), "may rely on"),
        (migrations.RenameModel("NewsTag", "Tag"), "may rely on"),
        (migrations.DeleteModel("NewsPageTag"), "may rely on"),
        (migrations.AddConstraint("newscategory", UNIQUE), "may rely on"),
        (migrations.AlterUniqueTogether("newscategory", {("slug", "name")}), "may rely on"),
        (migrations.AlterModelTable("newscategory", "categories"), "may rely on"),
        (migrations.RunSQL("DROP TABLE news_newspage"), "may rely on"),
        (
            migrations.SeparateDatabaseAndState([migrations.RemoveField("newspage", "summary")]),
            "may rely on",
        ),
        (
            migrations.AlterField("newspage", "category", models.IntegerField(default=1)),
            "another name",
        ),
        (migrations.AlterField("newscategory", "name", models.CharField(max_length=5)), "holds"),
        (
            migrations.AlterField(
                "newscategory", "name", models.CharField(max_length=5_000, unique=True)
            ),
            "a value twice",
        ),
        (migrations.AlterField("newspage", "publication_date", models.IntegerField()), "holds"),
        (migrations.AlterField("newspage", "lead_image", models.ForeignKey(
            "wagtailimages.Image", models.CASCADE, default=1)), "NULL"),
    ],
)  # fmt: skip
def test_what_old_code_cannot_go_on_with_is_named(loader, operation, reason):
    (sentence,) = problems(loader, operation)
    assert sentence.startswith("news.0002_later: ")
    assert reason in sentence


def test_a_table_that_is_new_may_become_anything(loader):
    new = migrations.CreateModel("Later", [("id", models.BigAutoField(primary_key=True))])
    owed = migrations.AddField("later", "owed", models.IntegerField(default=1))
    assert problems(loader, new, owed, migrations.RemoveField("later", "owed")) == []


def test_a_migration_may_say_why_it_is_right_all_the_same(loader):
    index = models.Index(Lower("slug"), name="later")
    gone = migrations.RemoveField("newspage", "summary")
    why = {additive.REASON: "no code has read the column since 1.2.0"}
    assert problems(loader, gone, migrations.AddIndex("newspage", index), **why) == []
    assert len(problems(loader, gone, migrations.AddIndex("newspage", index))) == 1
