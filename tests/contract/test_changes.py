"""No change of the schema surprises a frontend."""

from io import StringIO

from django.core.management import call_command

import pytest
from graphql import build_schema

from cms.api import changes, contract

OLD = build_schema("type Query { news: String, legal: String }")
NEW = build_schema("type Query { news: String }")


def deprecated(reason):
    return build_schema(f'type Query {{ news: String @deprecated(reason: "{reason}") }}')


def test_the_changelog_announces_every_change_that_can_break_a_frontend():
    released = build_schema(changes.RELEASED.read_text())
    current = build_schema((contract.CONTRACT / "schema.graphql").read_text())
    changelog = (contract.CONTRACT / "CHANGELOG.md").read_text()

    assert changes.unannounced(released, current, changelog) == []


def test_an_unannounced_removal_is_found():
    changelog = "## Unreleased\n\n## 0.1.0\n\nQuery.legal was removed.\n"

    assert changes.unannounced(OLD, NEW, changelog) == ["Query.legal was removed."]


def test_an_announced_removal_is_accepted():
    changelog = "## Unreleased\n\n- Query.legal was removed. Ask `news`.\n\n## 0.1.0\n"

    assert changes.unannounced(OLD, NEW, changelog) == []


def test_everything_deprecated_has_a_date_and_is_among_the_upcoming_changes():
    current = build_schema((contract.CONTRACT / "schema.graphql").read_text())
    upcoming = (contract.CONTRACT / "upcoming_changes.md").read_text()

    assert changes.unfinished_deprecations(current, upcoming) == []


@pytest.mark.parametrize(
    ("reason", "upcoming", "unfinished"),
    [
        ("Use `articles`. Removed on 2027-06-01.", "- `Query.news`", []),
        ("Use `articles`. Removed on 2027-06-01.", "Nothing.", ["Query.news"]),
        ("Use `articles`.", "- `Query.news`", ["Query.news"]),
    ],
)
def test_a_deprecation_without_date_or_entry_is_found(reason, upcoming, unfinished):
    assert changes.unfinished_deprecations(deprecated(reason), upcoming) == unfinished


def test_a_frontend_is_told_which_documents_break(tmp_path):
    broken = tmp_path / "broken.graphql"
    broken.write_text("query Broken {\n  languages { code }\n  nothing\n}\n")
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("check_operations", tmp_path, stdout=out)

    assert ended.value.code == 1
    assert f"{broken}:3: Cannot query field 'nothing' on type 'Query'." in out.getvalue()


def test_a_document_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "torn.gql").write_text("query {\n")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_operations", tmp_path, stdout=out)

    assert "torn.gql:2: Syntax Error" in out.getvalue()


def test_the_operations_of_the_contract_work():
    out = StringIO()

    call_command("check_operations", contract.OPERATIONS, stdout=out)

    assert out.getvalue() == "Every document works.\n"
