"""The guide of this site: how to write, preview, publish, translate, and change legal notices.

Names of the interface are put into its sentences as the interface itself has them, so that they
are the same in every language of the admin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from cms.translation.dashboard.matrix import Matrix
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the interface, and the URL it leads to for those who may open that.

    The label of a field is shown with a capital letter.
    """

    text: str
    url_name: str = ""
    is_field: bool = False
    opens: Callable[[Any], bool] = lambda _user: True


@dataclass(frozen=True, slots=True)
class Section:
    """A task in steps; names stand in braces."""

    name: str
    heading: _StrPromise
    steps: list[_StrPromise] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as one user reads it."""

    name: str
    heading: str
    steps: list[str]


def _has_pages(user: Any) -> bool:
    sight = Sight.of(user)
    return sight.sees_all or bool(sight.granted)


def _translates(user: Any) -> bool:
    return bool(Matrix.of(user).locales)


# The texts of Wagtail, of wagtail-localize and of other packages, which their catalogues translate.
NAMES = {
    "pages": Name("Pages", "wagtailadmin_explore_root", opens=_has_pages),
    "add_child_page": Name("Add child page"),
    "insert_a_block": Name(gettext_noop("Insert a block")),
    "title": Name("Title"),
    "toggle_preview": Name("Toggle preview"),
    "toggle_status": Name("Toggle status"),
    "set_schedule": Name("Set schedule"),
    "save_draft": Name("Save draft"),
    "more_actions": Name("More actions"),
    "publish": Name("Publish"),
    "calendar": Name("Calendar", "calendar", opens=_has_pages),
    "waiting": Name("Waiting for my review", "wagtailadmin_home"),
    "actions": Name("Actions"),
    "share": Name("Share the draft"),
    "shared_links": Name("Shared links", "shares", opens=_has_pages),
    "named_versions": Name("Named versions"),
    "translate_this_page": Name("Translate this page"),
    "submit": Name("Submit"),
    "translations": Name("Translations", "translation_dashboard", opens=_translates),
    "out_of_date": Name("out of date"),
    "synchronise": Name("Synchronise"),
    "texts_side_by_side": Name("Texts side by side"),
    "show_preview": Name("Show the preview next to the texts"),
    "in_force_from": Name("in force from", is_field=True),
    "prevailing_language": Name("prevailing language", is_field=True),
}
SECTIONS = [
    Section(
        "write",
        _("Write"),
        [
            _(
                "Open {pages} in the menu, go to the page below which the new one belongs, such as "
                "the list of news, and choose {add_child_page}."
            ),
            _(
                "Fill in {title} and the fields below it. The button {insert_a_block} adds a "
                "heading, text, picture, table or another part to the body."
            ),
            _(
                "What you type is saved as a draft by itself; {save_draft} does so at once. "
                "Readers see nothing of a draft, also where it changes a page that is published."
            ),
        ],
    ),
    Section(
        "preview",
        _("Preview"),
        [
            _(
                "The button {toggle_preview} at the top right shows the page next to the editor, "
                "on the website and as readers will get it. It follows what you type."
            ),
            _(
                "If the preview stays empty, the panel says why, and what to tell those who run "
                "the website."
            ),
            _(
                "To show a draft to somebody without an account, open {actions} next to its title "
                "and choose {share}. Whoever has the link can comment and approve until it ends; "
                "under {shared_links} you see what they wrote, and can revoke the link."
            ),
            _(
                "To keep a draft as it is, for example as it was sent to somebody, open {actions} "
                "and choose {named_versions}. Later drafts are kept beside it."
            ),
        ],
    ),
    Section(
        "publish",
        _("Publish"),
        [
            _(
                "Open {more_actions} at the bottom of the editor and choose {publish}. If you may "
                "not publish, the button there sends the page for review; its reviewer finds it "
                "under {waiting} on the first page of the admin."
            ),
            _(
                "To publish later or for a limited time, open {toggle_status} at the top right, "
                "choose {set_schedule} and enter the times, then publish as above. {calendar} "
                "shows what is planned."
            ),
        ],
    ),
    Section(
        "translate",
        _("Translate"),
        [
            _(
                "In the editor of the English page open {actions} next to its title, choose "
                "{translate_this_page}, then {submit}. The translation begins as a draft."
            ),
            _(
                "Translators find it under {translations}: a click on its state opens it. They "
                "translate text by text; {texts_side_by_side} shows all texts with the source, and "
                "{show_preview} the page with what they have typed."
            ),
            _(
                "When the English page changes, its translation is {out_of_date}. {synchronise} on "
                "the same list sends the changes to its translators."
            ),
            _(
                "The translation is published at the bottom of its own editor. What is missing or "
                "out of date there is shown before, and has to be confirmed."
            ),
        ],
    ),
    Section(
        "legal",
        _("Change a legal notice"),
        [
            _(
                "Each publication that changes a legal notice makes a new version with a number. "
                "Earlier versions can always be read and cited; none is ever changed."
            ),
            _(
                "Enter under {in_force_from} the day of the new version. Until then readers see "
                "the previous one; {calendar} shows the day."
            ),
            _(
                "{prevailing_language} says whose text decides if translations differ. A "
                "translation is published only when all its texts are translated, up to date and "
                "confirmed by a person."
            ),
        ],
    ),
]


def label(name: Name) -> str:
    """A name as the interface shows it in the language of the admin."""
    text = gettext(name.text)
    return str(capfirst(text)) if name.is_field else text


def guide(user: Any) -> list[Shown]:
    """The guide for a user, with links to what they may open."""
    names = {key: _shown(name, user) for key, name in NAMES.items()}
    return [
        Shown(
            section.name,
            str(section.heading),
            [format_html(str(step), **names) for step in section.steps],
        )
        for section in SECTIONS
    ]


def _shown(name: Name, user: Any) -> str:
    if name.url_name and name.opens(user):
        return format_html('<a href="{}">{}</a>', reverse(name.url_name), label(name))
    return format_html("<strong>{}</strong>", label(name))
