"""The page somebody sees when something fails, and the id on it."""

import re

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.users.models import UserProfile

import pytest
from structlog.contextvars import get_contextvars

pytestmark = pytest.mark.one_database


@pytest.fixture
def editor(english):
    """A client whose user reads the admin in Simplified Chinese; it sees what people see."""
    user = get_user_model().objects.create_superuser("editor", password="a-password-for-tests")
    UserProfile.objects.create(user=user, preferred_language="zh-hans")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def shown_id(response):
    body = response.content.decode()
    (id_,) = re.findall(r'<code id="request-id">([^<]+)</code>', body)
    assert response["X-Request-ID"] == id_
    return id_


def test_an_editor_is_told_the_id_in_their_language(editor, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the password is sesame")

    monkeypatch.setattr("wagtail.admin.views.home.HomeView.get_context_data", fail)

    response = editor.get("/admin/", headers={"Accept-Language": "en"})

    body = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert '<html lang="zh-hans">' in body
    assert "<h1>内部错误</h1>" in body
    assert "报告此问题时，请附上请求编号：" in body
    assert "sesame" not in body
    assert "/static/operation/error.css" in body
    assert len(shown_id(response)) == 20
    assert "the password is sesame" in caplog.text


def test_a_page_of_the_admin_that_is_not_there_names_the_id(editor):
    response = editor.get("/admin/pages/987654/edit/")

    assert response.status_code == 404
    shown_id(response)
    assert 'class="page404__button' in response.content.decode()


def test_a_form_that_has_expired_names_the_id(english):
    response = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"username": "x", "password": "y"}, headers={"Accept-Language": "zh-hans"}
    )

    assert response.status_code == 403
    shown_id(response)
    assert "表单已过期。请返回并重新加载页面，然后重试。" in response.content.decode()


def test_no_database_is_asked_for_an_error_page(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/nothing/at/all/x_y")

    assert response.status_code == 404
    shown_id(response)


def test_a_request_that_is_done_is_named_no_more(client, db, caplog):
    client.get("/health/live")

    assert "request_id" not in get_contextvars()


def test_graphql_answers_json_where_its_view_fails(client, db, monkeypatch, caplog):
    def fail(*_args):
        raise RuntimeError("the password is sesame")

    monkeypatch.setattr("cms.api.http.view.questions", fail)

    response = client.post("/graphql/", {"query": "{ __typename }"}, "application/json")

    id_ = response["X-Request-ID"]
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (500, "*")
    assert response.json() == {
        "errors": [
            {
                "message": f"Internal error {id_}.",
                "extensions": {"code": "INTERNAL", "reference": id_},
            }
        ]
    }
    assert f"Internal error {id_} in GraphQL, at the request" in caplog.text
