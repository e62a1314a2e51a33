"""The languages an administrator may add as locales, without code.

A language becomes part of the site when its locale is added in the admin; being listed here costs
nothing. Names and directions come from Django's own table, so each is given by its code alone.
"""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy

CODES = (
    "en zh-hans zh-hant ar bg bn ca cs cy da de el en-gb es et fa fi fr ga he hi hr hu hy id it ja "
    "ka kk ko ky lt lv mn ms nb nl pl pt pt-br ro ru sk sl sq sr sr-latn sv sw ta te tg th tr uk "
    "ur uz vi"
)

# In the language of whoever reads the admin: Django's catalogues have these names.
CONTENT_LANGUAGES = [(code, gettext_lazy(LANG_INFO[code]["name"])) for code in CODES.split()]
