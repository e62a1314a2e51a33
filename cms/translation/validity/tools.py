"""The names kept with unconfirmed texts that no machine has made; a machine's is its own."""

from django.utils.translation import gettext_noop

# A translation of an earlier source text that nobody has looked at since.
EARLIER = gettext_noop("Earlier translation")
# A text that a person has translated or confirmed on another page.
MEMORY = gettext_noop("Translation memory")
# A text of a file that doesn't say what wrote it.
PO_FILE = gettext_noop("PO File")
XLIFF_FILE = gettext_noop("XLIFF file")
