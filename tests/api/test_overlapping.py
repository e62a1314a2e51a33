"""Fields that share a name in an answer: judged as graphql-core judges them, in linear time."""

from __future__ import annotations

import sys
from random import Random
from typing import Any

import pytest
from graphql import (
    DocumentNode,
    OverlappingFieldsCanBeMergedRule,
    TypeInfo,
    TypeInfoVisitor,
    build_schema,
    parse,
    validate,
)
from graphql.language import visit
from graphql.validation import ValidationContext

from cms.api.http import document_cache, overlapping
from cms.api.http.overlapping import OverlappingFieldsRule
from cms.api.schema import schema
from tests.api.conftest import OPERATIONS

pytestmark = pytest.mark.one_database

SCHEMA = build_schema(
    """
    interface Being { name(a: Int, b: [Int]): String other: Being! same: String }
    type Cat implements Being {
      name(a: Int, b: [Int]): String other: Being! same: String! lives: Int cat: Cat list: [Int]
    }
    type Dog implements Being {
      name(a: Int, b: [Int]): String other: Being! same: String! lives: String cat: Dog list: Int
    }
    union Pet = Cat | Dog
    type Query { being: Being pet: Pet cat: Cat dog: Dog name(a: Int): String other: Being }
    """
)
GOOD = [
    "{ cat { name name } }",
    "{ cat { name(a: 1, b: [2]) name(b: [2], a: 1) } }",
    "{ pet { ... on Cat { x: name(a: 1) } ... on Dog { x: name(a: 2) } } }",
    "{ pet { ... on Cat { cat { x: name(a: 1) } } ... on Dog { cat { x: name(a: 2) } } } }",
    "{ being { other { name } ... on Cat { other { same } } } }",
    "{ being { ...A ...A } } fragment A on Being { name ...B ...B } fragment B on Being { name }",
    "{ pet { __typename ... on Cat { __typename } } }",
    """{ being { x: other { name } ... on Cat { x: other { same } } ... on Dog { x: other { name } }
    } }""",
]
BAD = [
    "{ x: cat { name } x: dog { name } }",
    "{ cat { name(a: 1) name(a: 2) } }",
    "{ cat { name name(a: 2) } }",
    "{ cat { x: name x: lives } }",
    "{ pet { ... on Cat { lives } ... on Dog { lives } } }",
    "{ pet { ... on Cat { list } ... on Dog { list } } }",
    "{ being { same ... on Cat { same } } }",
    "{ being { x: name(a: 1) ... on Cat { x: name(a: 2) } } }",
    "{ being { ...A ...B } } fragment A on Being { x: name } fragment B on Being { x: name(a: 1) }",
    "{ cat { cat { name } cat { name(a: 1) } } }",
    "{ pet { ... on Cat { x: cat { y: lives } } ... on Dog { x: cat { y: lives } } } }",
    "{ being { other { x: name } ... on Cat { other { x: same } } } }",
    "{ being { x: other { name } ... on Cat { x: name } } }",
]


def faults(text: str, rule: Any, of: Any = SCHEMA) -> int:
    return len(validate(of, parse(text), [rule]))


def alike(text: str, of: Any = SCHEMA) -> bool:
    """True if there is a conflict, by both."""
    ours = faults(text, OverlappingFieldsRule, of) > 0
    assert ours == (faults(text, OverlappingFieldsCanBeMergedRule, of) > 0), text
    return ours


def test_finds_what_graphql_core_finds():
    assert [text for text in GOOD if alike(text)] == []
    assert [text for text in BAD if not alike(text)] == []
    for path in OPERATIONS.glob("*.graphql"):
        assert not alike(path.read_text(), schema.graphql_schema)


def document(random: Random) -> str:
    """A document of few names, so that many of its fields overlap."""
    fragments = range(random.randint(0, 2))

    def selection(depth: int) -> str:
        parts = []
        for _ in range(random.randint(1, 4)):
            alias = random.choice(["", "", "x: ", "y: "])
            leaf = random.choice(["name", "name", "name(a: 1)", "same", "same"])
            kind = random.choice(["Being", "Cat", "Dog"])
            parts.append(
                random.choice(
                    [
                        alias + leaf,
                        f"{alias}other {{ {selection(depth - 1)} }}" if depth else "name",
                        f"{alias}cat {{ {selection(depth - 1)} }}" if depth else "name",
                        f"... on {kind} {{ {selection(depth - 1)} }}" if depth else "same",
                        f"...F{random.choice(fragments)}" if fragments and depth > 1 else "name",
                    ]
                )
            )
        return " ".join(parts)

    heads = ["being", "cat", "dog", "x: pet", "x: being"]
    text = " ".join(f"{random.choice(heads)} {{ {selection(3)} }}" for _ in range(2))
    spread = " ".join(f"being {{ ...F{n} }}" for n in fragments)
    kinds = ["Being", "Cat", "Dog"]
    written = [f"fragment F{n} on {random.choice(kinds)} {{ {selection(1)} }}" for n in fragments]
    return " ".join([f"{{ {text} {spread} }}", *written])


def test_finds_it_in_documents_at_random():
    random = Random(7)  # noqa: S311 - the same documents each time
    texts = [document(random) for _ in range(300)]
    # What else is wrong other rules tell of.
    others = [rule for rule in document_cache.RULES if rule is not OverlappingFieldsRule]
    found = [alike(text) for text in texts if not validate(SCHEMA, parse(text), others)]
    assert len(found) > 10
    assert len(found) / 10 < sum(found) < len(found) * 9 / 10


def work(text: str) -> int:
    """Calls of Python functions while a document is validated by all rules."""
    ast = parse(text, max_tokens=100_000)
    return counted(
        lambda: validate(schema.graphql_schema, ast, document_cache.RULES, max_errors=10)
    )


def counted(act: Any) -> int:
    count = 0

    def profile(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def repeated(kind: str, count: int) -> str:
    """A document in which something comes so many times."""
    numbers = range(count)
    texts = {
        "fields": "{ languages {" + " tag" * count + " } }",
        "objects": "{" + " languages { tag }" * count + " }",
        "aliases": "{ languages {" + "".join(f" a{n}: tag" for n in numbers) + " } }",
        "one alias": "{ languages {" + " a: tag" * count + " } }",
        "arguments": "{"
        + "".join(f' a: home(language: "x{n}") {{ title }}' for n in numbers)
        + "}",
        "spreads": "{ languages {" + " ...A" * count + " } } fragment A on Language { tag }",
        "fragments": "{ languages {" + "".join(f" ...A{n}" for n in numbers) + " } }"
        + "".join(f" fragment A{n} on Language {{ tag code }}" for n in numbers),
        "chains": "{ languages { ...A0 } }"
        + "".join(f" fragment A{n} on Language {{ tag ...A{n + 1} }}" for n in numbers)
        + f" fragment A{count} on Language {{ tag }}",
        "doubled chains": "{ languages { ...A0 } }"
        + "".join(f" fragment A{n} on Language {{ ...A{n + 1} ...A{n + 1} }}" for n in numbers)
        + f" fragment A{count} on Language {{ tag }}",
        "inline fragments": "{ languages {" + " ... on Language { tag }" * count + " } }",
        "directives": "{ languages { tag" + " @include(if: true)" * count + " } }",
        "variables": "query ("
        + "".join(f" $v{n}: Int" for n in numbers)
        + ") { languages { tag } }",
        "values": '{ pages(language: "en", translationKeys: [' + '"x" ' * count + "]) { title } }",
        "introspection": "{ __schema { types {" + " name" * count + " } } }",
        "unknown": "{ languages {" + " nothing" * count + " } }",
    }  # fmt: skip
    return texts[kind]


KINDS = [
    "fields", "objects", "aliases", "one alias", "arguments", "spreads", "fragments", "chains",
    "doubled chains", "inline fragments", "directives", "variables", "values", "introspection",
    "unknown",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_takes_twice_the_work(kind: str):
    few, many = (work(repeated(kind, count)) for count in (60, 120))
    assert many < few * 2.3


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_a_document_may_hold_is_answered_with_little_work(kind: str, ask: Any):
    document_cache.kept.empty()
    count = max(
        number for number in range(50, 2_000, 50)
        if len(text := repeated(kind, number)) < 16_000 and is_short_enough(text)
    )  # fmt: skip
    answers = []
    assert counted(lambda: answers.append(ask(repeated(kind, count)))) < 600_000
    assert answers[0].status == 200


def is_short_enough(text: str) -> bool:
    return (
        len(text.replace("{", " { ").replace("(", " ( ").split()) < document_cache.MOST_TOKENS / 2
    )


def test_fragments_put_together_in_ever_new_ways_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(overlapping, "MOST_STEPS", 20)
    (error,) = validate(SCHEMA, parse("{ cat {" + " name" * 30 + " } }"), [OverlappingFieldsRule])
    assert error.message == "The fragments of the document are put together in too many ways."


def test_the_most_intricate_documents_have_an_end():
    """Each field leads to another choice of the fragments below."""
    levels, width = 6, 4
    text = "{ being { ...F0x0 } }"
    for level in range(levels):
        for one in range(width):
            fields = " ".join(
                f"a{field}: other {{ ...F{level + 1}x{(one * field) % width} "
                f"...F{level + 1}x{(one + field) % width} }}"
                for field in range(width)
            )
            text += f" fragment F{level}x{one} on Being {{ {fields} }}"
    text += "".join(f" fragment F{levels}x{one} on Being {{ name }}" for one in range(width))
    ast = parse(text)
    assert counted(lambda: validate(SCHEMA, ast, document_cache.RULES)) < 1_000_000


def steps(ast: DocumentNode) -> int:
    """Fields looked at by the rule."""
    info = TypeInfo(SCHEMA)
    context = ValidationContext(SCHEMA, ast, info, lambda _error: None)
    rule = OverlappingFieldsRule(context)
    visit(ast, TypeInfoVisitor(info, rule))
    return rule.steps


def test_every_field_is_looked_at_twice_at_most():
    for count in (10, 100, 1_000):
        assert steps(parse("{ cat {" + " name" * count + " } }")) == 2 * (count + 1)
