"""The GraphQL explorer."""

from playwright.sync_api import Page, expect


def test_the_explorer_answers_its_first_question(reader: Page) -> None:
    reader.goto("/graphql/")
    reader.get_by_role("button", name="Execute query").click()
    answer = reader.locator(".result-window")
    expect(answer).to_contain_text('"tag": "zh-Hans"')
    expect(answer).to_contain_text('"homePath": "/zh-hans/"')
    expect(answer).to_contain_text('"totalCount":')
    expect(answer).to_contain_text('"path": "/zh-hans/news/')
    expect(answer).not_to_contain_text('"errors"')
