"""No change of the schema surprises a frontend."""

from io import StringIO

from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    build_schema,
)

from cms.api.contract import compatibility, files
from cms.api.schema import schema

OLD = build_schema("type Query { news: String, legal: String }")
NEW = build_schema("type Query { news: String }")


def deprecated(reason):
    return build_schema(f'type Query {{ news: String @deprecated(reason: "{reason}") }}')


def test_the_changelog_announces_every_change_that_can_break_a_frontend():
    released = build_schema(compatibility.RELEASED.read_text())
    current = build_schema((files.CONTRACT / "schema.graphql").read_text())
    changelog = (files.CONTRACT / "CHANGELOG.md").read_text()

    assert compatibility.unannounced(released, current, changelog) == []


def test_an_unannounced_removal_is_found():
    changelog = "## Unreleased\n\n## 0.1.0\n\nQuery.legal was removed.\n"

    assert compatibility.unannounced(OLD, NEW, changelog) == ["Query.legal was removed."]


def test_an_announced_removal_is_accepted():
    changelog = "## Unreleased\n\n- Query.legal was removed. Ask `news`.\n\n## 0.1.0\n"

    assert compatibility.unannounced(OLD, NEW, changelog) == []


def test_everything_deprecated_has_a_date_and_is_among_the_upcoming_changes():
    current = build_schema((files.CONTRACT / "schema.graphql").read_text())
    upcoming = (files.CONTRACT / "upcoming_changes.md").read_text()

    assert compatibility.unfinished_deprecations(current, upcoming) == []


@pytest.mark.parametrize(
    ("reason", "upcoming", "unfinished"),
    [
        ("Use `articles`. Removed on 2027-06-01.", "- `Query.news`", []),
        ("Use `articles`. Removed on 2027-06-01.", "Nothing.", ["Query.news"]),
        ("Use `articles`.", "- `Query.news`", ["Query.news"]),
    ],
)
def test_a_deprecation_without_date_or_entry_is_found(reason, upcoming, unfinished):
    assert compatibility.unfinished_deprecations(deprecated(reason), upcoming) == unfinished


def checked(folder=None):
    """The output of ``check_operations``, and whether it succeeds."""
    out = StringIO()
    try:
        call_command("check_operations", *([folder] if folder else []), stdout=out)
    except SystemExit as ended:
        return out.getvalue().splitlines(), ended.code
    return out.getvalue().splitlines(), 0


def test_a_frontend_is_told_which_documents_break(tmp_path):
    broken = tmp_path / "pages" / "broken.graphql"
    broken.parent.mkdir()
    broken.write_text("query Broken {\n  languages { code }\n  nothing\n}\n")
    (tmp_path / "works.gql").write_text("{ languages { code } }")

    assert checked(tmp_path) == (
        [
            f"{broken}:3: Cannot query field 'nothing' on type 'Query'.",
            f"{tmp_path}: 1 of 2 documents don't work.",
        ],
        1,
    )


def test_a_document_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "latin.graphql").write_bytes("{ languages { code } } # é".encode("latin-1"))
    (tmp_path / "torn.gql").write_text("query {\n")

    assert checked(tmp_path) == (
        [
            f"{tmp_path}/latin.graphql:1: This isn't UTF-8.",
            f"{tmp_path}/torn.gql:2: Syntax Error: Expected Name, found <EOF>.",
            f"{tmp_path}: 2 of 2 documents don't work.",
        ],
        1,
    )


def test_documents_without_a_name_are_checked_as_others_are(tmp_path):
    (tmp_path / "a.graphql").write_text("query ($unused: Int) {\n  languages { code }\n}")
    (tmp_path / "b.graphql").write_text("{ languages { code } }\n{ languages { tag } }")

    only = "This anonymous operation must be the only defined operation."
    assert checked(tmp_path) == (
        [
            f"{tmp_path}/a.graphql:1: Variable '$unused' is never used.",
            f"{tmp_path}/b.graphql:1: {only}",
            f"{tmp_path}/b.graphql:2: {only}",
            f"{tmp_path}: 2 of 2 documents don't work.",
        ],
        1,
    )


def test_a_document_is_checked_with_the_fragments_of_other_files(tmp_path):
    (tmp_path / "a.graphql").write_text("{\n  languages { ...Named }\n}")
    (tmp_path / "b.graphql").write_text(
        "fragment Named on Language { name ...Coded }\n{ languages { ...Coded } }"
    )
    (tmp_path / "c.graphql").write_text(
        "fragment Coded on Language {\n  code @include(if: $isCoded)\n}"
    )

    assert checked(tmp_path) == (
        [
            f"{tmp_path}/a.graphql:1: Variable '$isCoded' is not defined.",
            f"{tmp_path}/b.graphql:2: Variable '$isCoded' is not defined.",
            f"{tmp_path}: 2 of 3 documents don't work.",
        ],
        1,
    )


def test_what_is_wrong_in_a_fragment_is_told_once(tmp_path):
    (tmp_path / "a.graphql").write_text("{ languages { ...Named } }")
    (tmp_path / "b.graphql").write_text("fragment Named on Language { name nothing }")

    assert checked(tmp_path) == (
        [
            f"{tmp_path}/b.graphql:1: Cannot query field 'nothing' on type 'Language'.",
            f"{tmp_path}: 1 of 2 documents don't work.",
        ],
        1,
    )


def test_a_folder_without_documents_is_no_success(tmp_path):
    nothing = "There is nothing to check."
    (tmp_path / "notes.txt").write_text("{ nothing }")

    assert checked(tmp_path) == ([f"{tmp_path}: {nothing}"], 1)
    assert checked(tmp_path / "absent") == ([f"{tmp_path}/absent: {nothing}"], 1)


def test_a_use_of_what_is_deprecated_is_a_warning(tmp_path):
    reason = "Use `all`. Removed on 2027-06-01."
    old = GraphQLEnumValue("OLD", deprecation_reason=reason)
    order = GraphQLEnumType("Order", {"OLD": old, "NEW": GraphQLEnumValue("NEW")})
    arguments = {
        "order": GraphQLArgument(order),
        "first": GraphQLArgument(GraphQLString, deprecation_reason=reason),
    }
    news = GraphQLField(GraphQLString, args=arguments)
    legal = GraphQLField(GraphQLString, deprecation_reason=reason)
    schema = GraphQLSchema(GraphQLObjectType("Query", {"news": news, "legal": legal}))
    path = tmp_path / "old.graphql"
    path.write_text('{\n  news(\n    first: "2"\n    order: OLD\n  )\n  legal\n}')

    assert [str(problem) for problem in compatibility.problems([path], schema)] == [
        f"{path}:3: warning: Field 'Query.news' argument 'first' is deprecated. {reason}",
        f"{path}:4: warning: The enum value 'Order.OLD' is deprecated. {reason}",
        f"{path}:6: warning: The field Query.legal is deprecated. {reason}",
    ]


def test_the_operations_of_the_contract_work():
    assert checked(files.OPERATIONS) == ([f"{files.OPERATIONS}: Every document works."], 0)


def test_without_a_folder_every_registered_frontend_is_told(tmp_path, settings):
    phone, screen = tmp_path / "phone", tmp_path / "screen"
    for folder, text in [(phone, "{ nothing }"), (screen, "{ languages { code } }")]:
        folder.mkdir()
        (folder / "a.graphql").write_text(text)
    settings.FRONTEND_OPERATIONS = [str(phone), str(screen)]

    assert checked() == (
        [
            f"{phone}/a.graphql:1: Cannot query field 'nothing' on type 'Query'.",
            f"{phone}: 1 of 1 documents don't work.",
            f"{screen}: Every document works.",
        ],
        1,
    )


def test_without_a_folder_or_a_registered_frontend_nothing_is_checked():
    with pytest.raises(CommandError, match="nothing to check"):
        checked()


def deployed(**options):
    """The output of ``check --deploy`` about frontends, and whether the release passes."""
    out = StringIO()
    try:
        call_command("check", deploy=True, stdout=out, stderr=out, **options)
    except SystemCheckError as error:
        return _about_frontends(str(error)), False
    return _about_frontends(out.getvalue()), True


def _about_frontends(text):
    return [line.removeprefix("?: ") for line in text.splitlines() if "(api." in line]


def test_a_release_that_breaks_a_registered_frontend_does_not_pass(tmp_path, settings):
    path = tmp_path / "a.graphql"
    path.write_text("{ nothing }")
    settings.FRONTEND_OPERATIONS = [str(tmp_path), str(tmp_path / "absent")]

    assert deployed() == (
        [
            f"(api.E001) {path}:1: Cannot query field 'nothing' on type 'Query'.",
            f"(api.E002) {tmp_path}/absent holds no documents.",
        ],
        False,
    )
    assert call_command("check") is None


def test_a_release_passes_with_a_warning_of_what_will_break(tmp_path, settings, monkeypatch):
    reason = "Use `languages`. Removed on 2027-06-01."
    monkeypatch.setattr(
        schema.graphql_schema.query_type.fields["languages"], "deprecation_reason", reason
    )
    path = tmp_path / "a.graphql"
    path.write_text("{\n  languages { code }\n}")
    settings.FRONTEND_OPERATIONS = [str(tmp_path)]

    warning = f"(api.W001) {path}:2: warning: The field Query.languages is deprecated. {reason}"
    assert deployed() == ([warning], True)
    assert deployed(fail_level="WARNING") == ([warning], False)


def test_a_release_that_breaks_nobody_passes_without_a_word(settings):
    settings.FRONTEND_OPERATIONS = [str(files.OPERATIONS)]

    assert deployed() == ([], True)
