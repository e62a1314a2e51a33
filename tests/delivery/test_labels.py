"""What the admin says in Chinese."""

from wagtail.users.models import UserProfile

import pytest

from cms.delivery.versions import content_version


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/admin/webhooks/new/", ["缓存标签前缀", "受信任", "通知内容"]),
        ("/admin/reports/deliveries/", ["投递记录", "接收方"]),
        ("/admin/reports/content-versions/", ["内容版本", "时间", "变更", "缓存标签"]),
    ],
)
def test_the_admin_speaks_chinese(editor, admin_user, address, words):
    UserProfile.objects.update_or_create(
        user=admin_user, defaults={"preferred_language": "zh-hans"}
    )
    content_version.invalidate_everything(cause="a test")
    page = editor.get(address).content.decode()
    assert [word for word in words if word not in page] == []
