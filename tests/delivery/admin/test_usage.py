"""The usage of a page or file: true in every language, whoever looks."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def chinese_editor(english, client):
    """Somebody who may edit the Chinese pages, and images."""
    chinese = factories.in_chinese(english)
    group = Group.objects.create(name="Chinese editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=chinese.home, permission=Permission.objects.get(codename="change_page")
    )
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="change_image"),
    )
    user = factories.user("editor")
    user.groups.add(group)
    client.force_login(user)
    return chinese


def test_pages_without_a_right_are_counted_and_not_named(client, english, chinese_editor):
    shown = factories.image("Shared")
    factories.news_page(
        english.news, "Secret draft", lead_image=shown, lead_image_alt="A", live=False
    )
    factories.news_page(chinese_editor.news, "用到图片", lead_image=shown, lead_image_alt="A")
    response = client.get(f"/admin/images/usage/{shown.pk}/")
    html = response.content.decode()
    assert response.context["paginator"].count == 2
    assert "用到图片" in html
    assert "Secret draft" not in html
    assert "(Private " in html
