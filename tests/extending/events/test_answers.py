"""Events in the answers of the API: nothing here is particular about them but their fields."""

import json
from datetime import timedelta

from graphql import parse, validate

from cms.api import documents
from cms.api.http import persisted
from cms.api.schema import schema
from tests import factories
from tests.extending.events.conftest import FAR

LIST = """query($when: EventTime!, $first: Int, $last: Int, $before: String, $after: String) {
  events(
    language: "zh-Hans", when: $when, first: $first, last: $last, before: $before, after: $after
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage }
    edges { cursor node { title isFallback } }
  }
}"""


def titles(answer):
    return [edge["node"]["title"] for edge in answer.data["events"]["edges"]]


def test_a_route_answers_with_the_event_at_its_place(ask, operation, add):
    add(
        "A talk", starts_at=FAR, time_zone="Asia/Shanghai", body=[factories.rich_text()],
        image=factories.image(), image_alt="An engine",
    )  # fmt: skip

    answer = ask(operation("Event"), path="/en/events/a-talk/")
    page = answer.data["route"]["page"]

    assert (page["__typename"], page["path"]) == ("EventPage", "/en/events/a-talk/")
    assert (page["startsAt"], page["endsAt"], page["timeZone"]) == (
        "2090-05-17T17:00:00+08:00",
        "2090-05-17T19:00:00+08:00",
        "Asia/Shanghai",
    )
    assert (page["place"], page["summary"]) == ("Xiangyang", "About engines.")
    assert page["image"]["alt"] == "An engine"
    assert page["body"][0]["__typename"] == "RichTextBlock"
    assert [one["title"] for one in page["breadcrumbs"]] == ["Homepage", "Events"]
    assert answer.query_count == 4


def test_search_engines_are_told_that_it_is_an_event(ask, operation, add):
    add("A talk", starts_at=FAR, time_zone="Asia/Shanghai")

    page = ask(operation("Event"), path="/en/events/a-talk/").data["route"]["page"]
    event, breadcrumbs = json.loads(page["seo"]["jsonLd"])["@graph"]

    assert event == {
        "@type": "Event",
        "@id": "http://localhost:8000/en/events/a-talk/#event",
        "mainEntityOfPage": "http://localhost:8000/en/events/a-talk/",
        "name": "A talk",
        "description": "About engines.",
        "startDate": "2090-05-17T17:00:00+08:00",
        "endDate": "2090-05-17T19:00:00+08:00",
        "location": {"@type": "Place", "name": "Xiangyang"},
        "inLanguage": "en",
        "organizer": {
            "@type": "Organization",
            "@id": "http://localhost:8000/#organization",
            "url": "http://localhost:8000/",
        },
    }
    assert breadcrumbs["@type"] == "BreadcrumbList"


def test_every_document_of_the_contract_is_valid_and_accepted_by_its_hash():
    complete = documents.complete()
    assert complete.keys() >= {"Event", "EventList", "Route"}
    for text in complete.values():
        assert validate(schema.graphql_schema, parse(text)) == []
        assert persisted.manifest()[persisted.hash_of(text)] == text


def test_the_page_of_the_list_has_an_introduction_in_each_language(ask, operation, listing):
    page = ask(operation("Event"), path="/zh-hans/events/").data["route"]["page"]
    assert (page["title"], page["introduction"]) == ("活动", "欢迎参加。")


def test_lists_hold_what_is_to_come_and_what_is_over(ask, add):
    for title, days in (("Last year", -400), ("Yesterday", -2), ("Later", 9), ("Soon", 1)):
        add(title, days)
    add("Now", starts_at=FAR - timedelta(days=50_000), ends_at=FAR)

    upcoming, past = ask(LIST, when="UPCOMING", first=20), ask(LIST, when="PAST", first=20)

    assert titles(upcoming) == ["Now", "Soon", "Later"]
    assert titles(past) == ["Yesterday", "Last year"]
    assert [one.data["events"]["totalCount"] for one in (upcoming, past)] == [3, 2]
    assert all(edge["node"]["isFallback"] for edge in past.data["events"]["edges"])
    assert upcoming.query_count == past.query_count == 3


def test_a_list_is_read_in_both_directions(ask, add):
    # Two of them begin at one moment.
    for title, days in (("One", 1), ("Two", 2), ("Three", 2), ("Four", 4)):
        add(title, days)

    whole = ask(LIST, when="UPCOMING", first=20)
    assert titles(whole) == ["One", "Two", "Three", "Four"]
    cursors = [edge["cursor"] for edge in whole.data["events"]["edges"]]
    behind = ask(LIST, when="UPCOMING", first=2, after=cursors[1])
    ahead = ask(LIST, when="UPCOMING", last=1, before=cursors[2])
    assert (titles(behind), titles(ahead)) == (["Three", "Four"], ["Two"])
    assert ahead.data["events"]["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": True}
    for cursor in ("nowhere", cursors[0][:-8]):
        assert ask(LIST, when="UPCOMING", first=2, after=cursor).data == {"events": None}


def test_an_event_is_found_by_all_that_is_printed_on_it(ask, add):
    add("A talk", image=factories.image(), image_alt="Pistons", body=[factories.rich_text("Tea")])

    for word in ("talk", "engine", "xiangyang", "pistons", "tea"):
        found = ask("Search", query=word, language="en").data["search"]["edges"]
        assert [edge["node"]["page"]["title"] for edge in found] == ["A talk"], word
        assert found[0]["node"]["page"]["__typename"] == "EventPage"


def test_an_event_is_in_the_sitemap_and_among_favorites(ask, add):
    event = add("A talk")

    sitemap = ask("Sitemap", language="en").data["sitemap"]["edges"]
    assert "/en/events/a-talk/" in [edge["node"]["path"] for edge in sitemap]
    key = str(event.translation_key)
    favorites = ask("Favorites", translationKeys=[key], language="zh-Hans").data["pages"]
    assert [(one["__typename"], one["isFallback"]) for one in favorites] == [("EventPage", True)]
