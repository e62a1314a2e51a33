"""The form with which a page is sent to its translators."""

from django.urls import reverse
from wagtail.models import Locale


def test_the_only_possible_language_is_chosen(newsroom, editor):
    address = reverse("wagtail_localize:submit_page_translation", args=[newsroom.article().pk])
    assert editor.get(address).context["form"]["locales"].value() == [newsroom.zh.pk]
    Locale.objects.create(language_code="fr")
    assert editor.get(address).context["form"]["locales"].value() is None
