"""The admin's pages of webhooks and deliveries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, InspectView
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from cms.delivery.dispatch import planning
from cms.delivery.outbox import leases
from cms.delivery.outbox.backoff import PAUSED_AFTER_FAILURES
from cms.delivery.outbox.models import Delivery
from cms.delivery.webhooks.models import Webhook

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

SHOWN_SECRET = "webhook_secret"  # noqa: S105 - a key of the session


class WebhookCreateView(CreateView):
    """Leads on to the page that shows the secret, this once."""

    def get_success_url(self) -> str:
        """The page that shows the new webhook."""
        webhook: Any = self.object
        _show_secret_once(self.request, webhook)
        return reverse("webhooks:inspect", args=[webhook.pk])

    def get_success_buttons(self) -> list[Any]:
        """None: the page that follows says what there is to do."""
        return []


class WebhookInspectView(InspectView):
    """One webhook: how it is doing, a test, another secret."""

    template_name = "delivery/webhook.html"
    page_title = gettext_lazy("Webhook")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Take the secret out of the session, so that it is shown this once."""
        stored = self.request.session.get(SHOWN_SECRET, {})
        secret = stored.get("secret") if stored.get("webhook") == self.object.pk else None
        if secret:
            del self.request.session[SHOWN_SECRET]
        return super().get_context_data(
            secret=secret,
            is_paused=self.object.failure_count >= PAUSED_AFTER_FAILURES,
            waiting_count=self.object.deliveries.filter(status=Delivery.Status.WAITING).count(),
            may_change=self.user_has_permission_for_instance("change", self.object),
            deliveries_url=f"{reverse('deliveries')}?receiver={self.object.pk}",
            **kwargs,
        )


class WebhookViewSet(ModelViewSet):
    """The webhooks, in the menu of settings."""

    model = Webhook
    name = "webhooks"
    icon = "globe"
    menu_label = gettext_lazy("Webhooks")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = WebhookInspectView
    inspect_view_fields = ["url", "is_active", "languages", "tag_prefixes", "is_trusted"]
    add_view_class = WebhookCreateView
    panels = Webhook.panels
    list_display = [
        "name",
        Column("url", label=gettext_lazy("Address")),
        BooleanColumn("is_active", label=gettext_lazy("Active")),
        Column("failure_count", label=gettext_lazy("Failures in a row")),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """The ordinary URLs, and those of what can be done with a webhook."""
        return [
            *super().get_urlpatterns(),
            path("secret/<int:pk>/", renew_secret, name="secret"),
            path("test/<int:pk>/", send_test, name="test"),
        ]


class DeliveryFilterSet(WagtailFilterSet):
    """The filters of the report of deliveries."""

    class Meta:
        model = Delivery
        fields = ["status", "receiver"]


class DeliveriesView(ReportView):
    """The report of deliveries, each with its receiver and result, the latest first."""

    model: Any = Delivery
    page_title: Any = gettext_lazy("Deliveries")
    header_icon = "globe"
    results_template_name: Any = "delivery/deliveries_results.html"
    index_url_name: Any = "deliveries"
    index_results_url_name: Any = "deliveries_results"
    filterset_class: Any = DeliveryFilterSet
    default_ordering: Any = "-pk"
    any_permission_required: Any = ["view", "change"]
    list_export = [
        "pk", "receiver", "event.kind", "event.version", "status", "attempt_count",
        "response_code", "error", "attempted_at", "finished_at",
    ]  # fmt: skip
    columns = [
        TitleColumn(
            "event",
            label=gettext_lazy("Event"),
            accessor=lambda delivery: (
                f"{delivery.event.get_kind_display()} {delivery.event.version}"
            ),
            url_name="delivery",
        ),
        Column("receiver", label=gettext_lazy("Receiver")),
        StatusTagColumn(
            "status",
            label=gettext_lazy("Status"),
            accessor="get_status_display",
            primary=lambda delivery: delivery.status == Delivery.Status.DELIVERED,
        ),
        Column("attempt_count", label=gettext_lazy("Attempts")),
        Column("response_code", label=gettext_lazy("Response code")),
        DateColumn("attempted_at", label=gettext_lazy("Last attempt")),
        Column("next_attempt_at", label=gettext_lazy("Next attempt")),
    ]

    def get_base_queryset(self) -> QuerySet[Delivery]:
        """The deliveries with what the columns show."""
        return Delivery.objects.select_related("event", "receiver")


class DeliveryView(InspectView):
    """One delivery with its payload and the answer to it."""

    model: Any = Delivery
    template_name = "delivery/delivery.html"
    page_title: Any = gettext_lazy("Delivery")
    any_permission_required: Any = ["view", "change"]
    index_url_name: Any = "deliveries"
    fields = [
        "receiver", "status", "attempt_count", "attempted_at", "next_attempt_at", "finished_at",
        "response_code", "error",
    ]  # fmt: skip

    def get_edit_url(self) -> None:
        """None: what was sent can't be edited."""

    def get_delete_url(self) -> None:
        """None: the log is pruned automatically."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The payload as it is easy to read."""
        payload = json.loads(self.object.payload or "null")
        return super().get_context_data(
            payload=payload and json.dumps(payload, ensure_ascii=False, indent=2),
            may_change=self.user_has_permission("change"),
            **kwargs,
        )

    def get_fields_context(self) -> list[dict[str, Any]]:
        """The fields that have a value."""
        return [field for field in super().get_fields_context() if field["value"]]


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a delivery sent once more."""
    _require(request, "delivery.change_delivery")
    delivery = get_object_or_404(Delivery, pk=pk)
    leases.send_again(delivery)
    messages.success(request, _("It will be sent again immediately."))
    return redirect("delivery", pk)


@require_POST
def send_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a test sent to a webhook."""
    _require(request, "delivery.change_webhook")
    webhook = get_object_or_404(Webhook, pk=pk)
    delivery = planning.plan_test(webhook)
    see = messages.button(reverse("delivery", args=[delivery.pk]), _("See the result"))
    messages.success(request, _("A test is on its way."), buttons=[see])
    return redirect("webhooks:inspect", pk)


@require_POST
def renew_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a webhook another secret, and show it once."""
    _require(request, "delivery.change_webhook")
    webhook = get_object_or_404(Webhook, pk=pk)
    webhook.renew_secret()
    log(webhook, "wagtail.edit")
    _show_secret_once(request, webhook)
    return redirect("webhooks:inspect", pk)


def urls() -> list[URLPattern]:
    """The URLs of the deliveries, below the URL of the admin."""
    return [
        path("reports/deliveries/", DeliveriesView.as_view(), name="deliveries"),
        path(
            "reports/deliveries/results/",
            DeliveriesView.as_view(results_only=True),
            name="deliveries_results",
        ),
        path("reports/deliveries/<int:pk>/", DeliveryView.as_view(), name="delivery"),
        path("reports/deliveries/<int:pk>/again/", send_again, name="send_delivery_again"),
    ]


def _show_secret_once(request: HttpRequest, webhook: Webhook) -> None:
    request.session[SHOWN_SECRET] = {"webhook": webhook.pk, "secret": webhook.secret}


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
