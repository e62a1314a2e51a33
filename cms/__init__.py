"""Newsroom CMS: a headless, multilingual Wagtail read through one GraphQL API.

Imports go down only:

* ``urls`` joins everything,
* ``backup`` saves and restores all of it, and prunes what is old,
* ``api`` speaks GraphQL, ``demo`` builds the demo site,
* ``home`` is the front page and may show news,
* ``news``, ``legal`` and ``sitewide`` are what an editor edits, independent of each other,
* ``translation`` is the translators' workplace,
* ``delivery`` is what happens between a change and a reader,
* ``content`` is what every page has in common, and who may see it,
* ``localisation`` is the ground: languages and their tags.
"""

import tomllib
from pathlib import Path

# The version is declared once, where packages declare it.
_PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
__version__: str = tomllib.loads(_PROJECT.read_text())["project"]["version"]
