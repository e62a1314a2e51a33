"""The URLs of the reference frontend; included last, because it answers below any language."""

from django.urls import URLPattern, path, re_path

from cms.demo import views


def urlpatterns(route_status: views.RouteStatus) -> list[URLPattern]:
    """The URL patterns, where ``route_status`` knows what is at a path."""
    return [
        path("", views.front),
        path("reference_frontend/<path:path>", views.frontend_file),
        path("frontend_contract/operations/<path:path>", views.operation_file),
        re_path(
            r"^(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?:/(?P<path>.*))?$",
            views.page,
            {"route_status": route_status},
        ),
    ]
