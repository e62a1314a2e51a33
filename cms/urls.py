"""Every address of the CMS."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.accounts import urls as accounts_urls
from cms.api.addresses import answer_at
from cms.api.http import metrics
from cms.api.http.view import graphql
from cms.delivery import health
from cms.demo import urls as demo_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("graphql/", graphql, name="graphql"),
    path("admin/", include(accounts_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("metrics", metrics.page),
]

if settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(
        re_path(
            rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.*)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        )
    )

if settings.REFERENCE_FRONTEND:
    urlpatterns += demo_urls.urlpatterns(answer_at)
