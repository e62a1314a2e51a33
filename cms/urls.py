"""Every URL of the CMS."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from cms.accounts import urls as accounts_urls
from cms.api.http import metrics
from cms.api.http.view import graphql
from cms.api.route_status import route_status
from cms.content.media import routes as file_routes
from cms.content.pages.first_run.views import set_up
from cms.content.references.link_chooser import LinkView
from cms.delivery import health
from cms.delivery.previews import receiving
from cms.delivery.publishing.private_pages import views as private_pages
from cms.demo import urls as demo_urls
from cms.legal.feed import feed

handler400 = "cms.operation.error_pages.bad_request"
handler403 = "cms.operation.error_pages.permission_denied"
handler404 = "cms.operation.error_pages.not_found"
handler500 = "cms.operation.error_pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("graphql/", graphql, name="graphql"),
    # Clients are often given the URL so; a redirect would lose what they send by POST.
    path("graphql", graphql),
    path("admin/", include(accounts_urls)),
    # In place of Wagtail's own.
    path(
        "admin/choose-external-link/",
        never_cache(require_admin_access(LinkView.as_view())),
        name="wagtailadmin_choose_page_external_link",
    ),
    path("admin/", include(wagtailadmin_urls)),
    *file_routes.urlpatterns(),
    path("private/token", private_pages.token_for_password, name="token_of_private_page"),
    path("private/login", private_pages.token_by_login, name="login_for_private_page"),
    path("shared/", receiving.receive, name="shared"),
    path("set-up/", set_up, name="set_up"),
    path("feeds/legal/<str:tag>.atom", feed, name="feed_of_legal_notices"),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("metrics", metrics.page),
]

if settings.REFERENCE_FRONTEND:
    urlpatterns += demo_urls.urlpatterns(route_status)
