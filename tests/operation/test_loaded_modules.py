"""What a web process has loaded that has been started and has answered."""

import pytest

from tests.operation.processes import manage

# What only some installations use, or only tests, and what the web never does.
NEVER = (
    "boto3", "botocore", "hypothesis", "jsonschema", "jwt", "lxml", "openpyxl", "opentelemetry",
    "psycopg", "pytest", "qrcode", "redis", "sentry_sdk", "snowballstemmer", "storages.backends.s3",
)  # fmt: skip
STARTED = f"""
import sys
from io import BytesIO
from cms.wsgi import application
from django.urls import get_resolver
assert get_resolver().url_patterns
said = []
environ = {{
    "REQUEST_METHOD": "GET", "PATH_INFO": "/health/live", "SERVER_NAME": "localhost",
    "SERVER_PORT": "80", "HTTP_HOST": "cms.example.org", "HTTP_X_FORWARDED_PROTO": "https",
    "wsgi.input": BytesIO(), "wsgi.url_scheme": "http",
}}
body = b"".join(application(environ, lambda status, *_: said.append(status)))
assert (said, body) == (["200 OK"], b"live\\n"), (said, body)
print(sorted(set({NEVER!r}) & set(sys.modules)))
"""


@pytest.mark.slow
@pytest.mark.one_database
def test_a_web_process_loads_nothing_for_services_it_has_not(tmp_path):
    done = manage(
        tmp_path, "shell", "--no-imports", "--command", STARTED,
        DJANGO_SETTINGS_MODULE="cms.settings.production",
    )  # fmt: skip
    assert done.stdout == "[]\n", done.stderr
