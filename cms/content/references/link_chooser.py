"""The choices offered to editors who paste a URL of the own site as a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.chooser import ExternalLinkView

from cms.content.references.own_site_urls import page_at

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page


class LinkView(ExternalLinkView):
    """Wagtail's form for a link to a URL, which offers the page that is there."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask whether the page is meant; else choose the URL as it is."""
        self.form = self.form_class(
            request.POST, initial=self.get_initial_data(), prefix=self.form_prefix
        )
        page = page_at(self.get_result_data()["url"]) if self.form.is_valid() else None
        if page is None:
            response: HttpResponse = super().post(request)
            return response
        return self._offered(request, page)

    def _offered(self, request: HttpRequest, page: Page) -> HttpResponse:
        result: dict[str, Any] = self.get_result_data()
        internal = {
            "id": page.pk,
            "parentId": page.get_parent().pk,
            "adminTitle": page.title,
            "editUrl": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "url": page.url,
        }
        link = {"submitted_url": result["url"], "internal_url": page.url, "page": page.title}
        response: HttpResponse = render_modal_workflow(
            request,
            "wagtailadmin/chooser/confirm_external_to_internal.html",
            None,
            link,
            json_data={
                "step": "confirm_external_to_internal", "external": result, "internal": internal,
            },
        )  # fmt: skip
        return response
