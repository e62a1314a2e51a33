"""Production's settings as far as they touch an answer, and the view that is the limit."""

from cms.settings.base import *

SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "tests.performance.urls"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
# Pictures are made for the database, nobody looks at them.
AVIF_SPEED = 10
