"""Settings that hold wherever the CMS runs."""

from urllib.parse import urlsplit

from environ import Env

from cms import __version__
from cms.content.media import storage_urls
from cms.settings import environment
from cms.settings.accounts import *
from cms.settings.languages import CONTENT_LANGUAGES
from cms.settings.logs import logging_settings
from cms.settings.parsing import TIME_ZONES
from cms.settings.searching import search_backend

environment.check()
BASE_DIR = environment.BASE_DIR
STATE_DIR = environment.STATE_DIR
VERSION, COMMIT = __version__, environment.COMMIT

# Applications of the organisation with page types of its own: see cms/EXTENDING.md.
EXTENSIONS = environment.EXTENSIONS
INSTALLED_APPS = [
    *EXTENSIONS,
    "cms.backup",
    "cms.importing",
    "cms.demo",
    "cms.api",
    "cms.home",
    "cms.news",
    "cms.legal",
    "cms.sitewide",
    "cms.desk",
    "cms.translation",
    "cms.delivery",
    "cms.content",
    "cms.localisation",
    "cms.operation",
    "cms.accounts",
    "axes",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "graphene_django_graphiql_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.operation.request_ids.RequestIdMiddleware",
    "cms.accounts.policies.PolicyMiddleware",
    "cms.delivery.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.accounts.middleware.AccountsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.translation.rights.guarding.AdminGuard",
    "cms.content.media.uploading.UploadMiddleware",
    "axes.middleware.AxesMiddleware",
]

LOGGING_CONFIG = "cms.operation.log_lines.configure"
LOGGING = logging_settings("text")
CSRF_FAILURE_VIEW = "cms.operation.error_pages.csrf_failure"

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.DATABASE_URL | {"ATOMIC_REQUESTS": False}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers wait for each other instead of failing, and readers never wait for a writer.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A pooler that gives each transaction another server process has none of its cursors.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})
# Opening the database costs as much as a query, on SQLite too.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": environment.CACHE_URL}
# Changes of more pages than this are made by a job in the background.
REQUEST_PAGES = environment.REQUEST_PAGES
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = CONTENT_LANGUAGES
# What Wagtail and its parts leave in English; asked before any other catalogue.
LOCALE_PATHS = [BASE_DIR / "cms" / "localisation" / "locale"]
# Where the newsroom is: what day it is for readers and editors.
TIME_ZONE = environment.TIME_ZONE
USE_I18N = True
USE_TZ = True

# Signatures made with former keys still count.
SECRET_KEY_FALLBACKS = environment.SECRET_KEY_FALLBACKS

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
MEDIA_URL = environment.MEDIA_URL
MEDIA_ROOT = environment.MEDIA_ROOT
STORAGES = {
    # Every file, read through the gate of the CMS alone: in the folder MEDIA_ROOT with `_private`.
    "default": {"BACKEND": "cms.content.media.storage.PrivateStorage"},
    # Copies of the renditions of public images, in MEDIA_ROOT: a web server may serve them.
    "public": {"BACKEND": "cms.content.media.storage.WholeFilesStorage"},
    "renditions": {"BACKEND": "cms.content.media.storage.RenditionStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Where signed URLs of files lead; empty where the CMS sends every file itself.
STORAGE_ORIGIN = ""
if environment.STORAGE_URL:
    _place = storage_urls.parse(environment.STORAGE_URL)
    STORAGES |= {"default": _place.private, "public": _place.public}
    STORAGE_ORIGIN = _place.origin

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
TRANSLATION_DIGEST = bool(environment.EMAIL_URL)
if environment.EMAIL_URL:
    globals().update(Env.email_url_config(environment.EMAIL_URL))
DEFAULT_FROM_EMAIL = f"newsroom@{urlsplit(environment.CMS_URL).hostname or 'localhost'}"

WAGTAIL_SITE_NAME = "Newsroom CMS"
WAGTAILADMIN_BASE_URL = environment.CMS_URL or "http://localhost:8000"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Whoever asks for a path would be told the title of a draft that is read there.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "cms.content.body.rich_text_area.RichTextArea"}
}
# A translation isn't published by a workflow unless nothing stands against it.
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.translation.review.workflow_finish.finish"
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
]
WAGTAIL_USER_TIME_ZONES = TIME_ZONES
WAGTAILSEARCH_BACKENDS = {"default": search_backend(environment.SEARCH_URL)}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# What editors may upload, checked by content as well: cms.content.media.formats knows these.
DOCUMENT_EXTENSIONS = [
    "csv", "doc", "docx", "jpeg", "jpg", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rtf",
    "txt", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.content.media.forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.content.images.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# From 0, which makes the smallest files, to 10; see cms.content.images.encoding.
AVIF_SPEED = 6
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

# A page submitted for translation stays a draft until somebody publishes the translation.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Deleting a page keeps the translators' work, so that restoring the page brings it back.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "cms.translation.machines.registry.Machines"}
MACHINE_TRANSLATORS = environment.MACHINE_TRANSLATORS
MACHINE_TRANSLATION_LABELS = environment.MACHINE_TRANSLATION_LABELS

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "cms.content.media.upload_handler.TemporaryUploadHandler",
]

# Where pages are read. Empty: on the origin of the CMS itself, as in the demo.
FRONTEND_URL = environment.FRONTEND_URL
# How long a draft can be looked at with the token of one look.
PREVIEW_SECONDS = environment.PREVIEW_SECONDS
# How long a reader may open a private page after giving its password, or signing in for it.
PRIVATE_PAGE_SECONDS = 900
CHINESE_SLUGS = environment.CHINESE_SLUGS
# Whether this process serves the reference frontend and the explorer.
REFERENCE_FRONTEND = False
# Whether documents that aren't in the contract's manifest are refused.
GRAPHQL_ONLY_PERSISTED = environment.GRAPHQL_ONLY_PERSISTED
GRAPHQL_EXPLORER = environment.GRAPHQL_EXPLORER
# How many questions one request may hold; 0: one alone, not in a list.
GRAPHQL_LARGEST_BATCH = environment.GRAPHQL_LARGEST_BATCH
GRAPHQL_SECONDS = environment.GRAPHQL_SECONDS
# Whether documents are compiled; else graphql-core's own executor gives the same answers.
COMPILED_EXECUTION = environment.COMPILED_EXECUTION
# Folders with the documents of frontends, checked before a release.
FRONTEND_OPERATIONS = environment.FRONTEND_OPERATIONS
# The caches in front of this installation, each a URL as cms.delivery.purges explains.
PURGE_URLS = environment.PURGE_URLS
# Whether webhooks may be sent to this machine and the network around it, and without TLS.
WEBHOOKS_TO_PRIVATE_ADDRESSES = environment.WEBHOOKS_TO_PRIVATE_ADDRESSES
# Room for whole answers in the memory of each worker; without it none are kept.
KEPT_ANSWERS_BYTES = environment.KEPT_ANSWERS_MEGABYTES * 1024 * 1024
# For how long a worker takes the content version it has read for the current one.
VERSION_FRESH_SECONDS = environment.VERSION_FRESH_MILLISECONDS / 1000
# How long caches in front may keep an answer nobody purges, and how many tags they are told.
SHARED_CACHE_SECONDS = environment.SHARED_CACHE_SECONDS
CACHE_TAG_BYTES = environment.CACHE_TAG_BYTES
# The days old revisions, histories, and finished tasks, jobs and deliveries are kept.
LEGAL_SIGNING_KEY = environment.LEGAL_SIGNING_KEY
REVISION_DAYS = environment.REVISION_DAYS
HISTORY_DAYS = environment.HISTORY_DAYS
JOB_DAYS = environment.JOB_DAYS
# Who is told what happens here; see cms.operation.reporting and cms.operation.access_log.
ACCESS_LOG = environment.ACCESS_LOG
SENTRY_DSN = environment.SENTRY_DSN
OTEL_EXPORTER_OTLP_ENDPOINT = environment.OTEL_EXPORTER_OTLP_ENDPOINT
ADMIN_PASSWORD = environment.ADMIN_PASSWORD
DEMO_PASSWORD = environment.DEMO_PASSWORD
SERVER_HOST = environment.HOST
SERVER_PORT = environment.PORT
# Secrets and passwords of the environment, which no log line and no report may hold.
MASKED_SECRETS = sorted(environment.SECRETS)
# The rows of the README's table of variables.
SETTINGS_TABLE = environment.TABLE
