"""Legal notices, for frontends."""

from datetime import date
from typing import Any

import graphene
from graphene import relay

from cms.api.content import arguments
from cms.api.content.blocks import block_list
from cms.api.content.connections import null_if_unknown
from cms.api.content.dates import Date, NotADay
from cms.api.content.identity import id_field, identity, identity_of_content
from cms.api.content.links import Link
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.legal import comparison, selectors
from cms.legal.comparison import WordRun


class LegalNoticeChangeKind(graphene.Enum):
    """The weight of a change, as the editor who published it judged it."""

    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"

    @property
    def description(self) -> str:
        """The description of a kind."""
        if self is LegalNoticeChangeKind.SUBSTANTIVE:
            return "Rights or duties change."
        return "An editorial correction: the meaning stays the same."


class LegalNoticeVersion(graphene.ObjectType):
    """A version of a legal notice. Once published it never changes."""

    id = id_field()
    number = graphene.Int(
        required=True, description="From 1; a translation has the number of what it translates."
    )
    effective_on = Date(required=True, description="The first day it is in force.")
    published_at = graphene.DateTime(required=True, description="When it was published.")
    language = graphene.String(
        required=True,
        description="BCP 47 tag of its text: the source language where it isn't translated.",
    )
    hash = graphene.String(
        required=True,
        description="SHA-256 of `canonicalText` in UTF-8, in hexadecimal digits.",
    )
    is_draft = graphene.Boolean(
        required=True,
        description=(
            "`true` in a preview only: the version that publishing would make. Its number and hash "
            "hold until another version is published."
        ),
    )
    change_kind = graphene.Field(
        LegalNoticeChangeKind,
        description="`null`: the editor didn't say. Don't guess it from the text.",
    )
    change_note = graphene.String(
        description=(
            "What changed with this version, in `language`, in an editor's words. Plain text, may "
            "have several lines. `null`: nobody wrote it."
        ),
    )
    canonical_text = graphene.String(
        required=True,
        description=(
            "The version as plain text: title, facts, and the body in CommonMark, with the hash "
            "of each file. Whoever keeps it can check `hash`; `docs/legal-notices.md` says how."
        ),
    )

    class Meta:
        possible_types = (selectors.LegalNoticeVersion,)

    @staticmethod
    def resolve_id(version: selectors.LegalNoticeVersion, _info: Any) -> str:
        place = (version.translation_key, version.language, version.hash)
        return identity("LegalNoticeVersion", *place)


class LegalNoticeWithdrawal(graphene.ObjectType):
    """The end of a legal notice. It can still be read, and is no longer listed."""

    id = id_field()
    withdrawn_on = Date(
        required=True,
        description="The first day it is no longer in force. It may be announced ahead.",
    )
    has_ended = graphene.Boolean(
        required=True, description="Whether that day has come, by the newsroom's clock."
    )
    reason = graphene.String(required=True, description="For readers; plain text. May be empty.")
    language = graphene.String(
        required=True,
        description="BCP 47 tag of `reason`: the source language where it isn't translated.",
    )
    replaced_by = graphene.Field(
        Link,
        description=(
            "The notice that holds instead, in the language of the answer where it is translated. "
            "`null`: none does, or it may not be read."
        ),
    )

    class Meta:
        possible_types = (selectors.LegalNoticeWithdrawal,)

    @staticmethod
    def resolve_id(withdrawal: selectors.LegalNoticeWithdrawal, _info: Any) -> str:
        return f"LegalNoticeWithdrawal:{withdrawal.notice_id}"


class LegalNoticeLag(graphene.ObjectType):
    """The lag of a translation behind the text that prevails. Tell the reader."""

    id = id_field()
    rendered_number = graphene.Int(
        required=True, description="The number of the newest version that is translated."
    )
    missing = graphene.List(
        graphene.NonNull(LegalNoticeVersion),
        required=True,
        description=(
            "The versions of the prevailing text after that, the newest first. They may be in "
            "force, or have a day to come. Never empty."
        ),
    )

    class Meta:
        possible_types = (selectors.LegalNoticeLag,)

    @staticmethod
    def resolve_id(lag: selectors.LegalNoticeLag, _info: Any) -> str:
        return f"LegalNoticeLag:{lag.notice_id}"


class LegalNoticeLineKind(graphene.Enum):
    """The place of a line in its notice."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE_ROW = "table_row"

    @property
    def description(self) -> str:
        """The description of a kind."""
        return _LINE_KINDS[self.value]


_LINE_KINDS = {
    "title": "The title of the notice.",
    "heading": "A heading.",
    "paragraph": "A paragraph, also one with nothing but a link to a file.",
    "list_item": "A paragraph of an item of a list.",
    "quotation": "A paragraph of a quotation.",
    "table_row": "A row of a table, with ` | ` between its cells.",
}


class LegalNoticeChange(graphene.Enum):
    """The fate of a line, or of words in it, from the old version to the new one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def description(self) -> str:
        """The description of a change."""
        return _CHANGES[self.value]


_CHANGES = {
    "same": "It is in both versions.",
    "added": "It is in the new version only.",
    "removed": "It is in the old version only.",
    "changed": "Of lines only: some of its words were added or removed.",
}


class ComparedWords(graphene.ObjectType):
    """Words of a line that are in both versions, or in one of them."""

    id = id_field()
    change = graphene.Field(
        LegalNoticeChange, required=True, description="`SAME`, `ADDED` or `REMOVED`."
    )
    text = graphene.String(
        required=True, description="Plain text with the spaces around it; may hold line breaks."
    )

    class Meta:
        possible_types = (WordRun,)

    @staticmethod
    def resolve_change(words: WordRun, _info: Any) -> str:
        return words.change.value

    @staticmethod
    def resolve_id(words: WordRun, _info: Any) -> str:
        return identity_of_content("ComparedWords", words.change.value, words.text)


class ComparedLine(graphene.ObjectType):
    """A line of either version or of both. Without `REMOVED` words it is that of the new one."""

    id = id_field()
    kind = graphene.Field(LegalNoticeLineKind, required=True, description="What it is.")
    level = graphene.Int(
        required=True,
        description="Of a heading its level; of other lines their depth in lists and quotations.",
    )
    change = graphene.Field(LegalNoticeChange, required=True, description="What became of it.")
    words = graphene.List(
        graphene.NonNull(ComparedWords), required=True, description="Its words, in order."
    )

    class Meta:
        possible_types = (comparison.ComparedLine,)

    @staticmethod
    def resolve_kind(line: comparison.ComparedLine, _info: Any) -> str:
        return line.kind.value

    @staticmethod
    def resolve_change(line: comparison.ComparedLine, _info: Any) -> str:
        return line.change.value

    @staticmethod
    def resolve_id(line: comparison.ComparedLine, _info: Any) -> str:
        words = [part for one in line.words for part in (one.change.value, one.text)]
        return identity_of_content(
            "ComparedLine", line.kind.value, str(line.level), line.change.value, *words
        )


class LegalNoticeComparison(graphene.ObjectType):
    """Two versions of a notice in one language, compared by words."""

    id = id_field()
    old = graphene.Field(LegalNoticeVersion, required=True, description="The one before.")
    new = graphene.Field(LegalNoticeVersion, required=True, description="The one after.")
    lines = graphene.List(
        graphene.NonNull(ComparedLine),
        required=True,
        description=(
            "Headings, paragraphs, items and rows in order, removed ones where they were. Targets "
            "of links and marks such as bold aren't compared; `canonicalText` has them."
        ),
    )

    class Meta:
        possible_types = (selectors.LegalNoticeComparison,)

    @staticmethod
    def resolve_id(found: selectors.LegalNoticeComparison, _info: Any) -> str:
        return identity("LegalNoticeComparison", found.notice_id, found.old.hash, found.new.hash)


class LegalNoticeChainEntry(graphene.ObjectType):
    """A version or a withdrawal, chained to the one before; `docs/legal-notices.md` says how."""

    id = id_field()
    position = graphene.Int(required=True, description="From 1.")
    statement = graphene.String(
        required=True,
        description="A JSON array of its facts and of the hash before. Keep the text as it is.",
    )
    hash = graphene.String(
        required=True,
        description="SHA-256 of `statement` in UTF-8, in hexadecimal digits, as it was published.",
    )
    signature = graphene.String(
        description="Ed25519 signature of `statement` in Base64. `null`: it isn't signed."
    )

    class Meta:
        possible_types = (selectors.LegalNoticeChainEntry,)

    @staticmethod
    def resolve_id(entry: selectors.LegalNoticeChainEntry, _info: Any) -> str:
        return f"LegalNoticeChainEntry:{entry.notice_id}:{entry.position}:{entry.hash[:16]}"


class LegalNoticePage(graphene.ObjectType):
    """A legal notice as one of its versions; title and body are that version's."""

    slug = graphene.String(
        required=True, description="The same in all languages; for the argument `slug`."
    )
    body = block_list("The text of the version.")
    version = graphene.Field(
        LegalNoticeVersion,
        required=True,
        description="The version shown: the one in force today, or on the requested day.",
    )
    versions = graphene.List(
        graphene.NonNull(LegalNoticeVersion),
        required=True,
        description="All versions, the newest first; it may not be in force yet.",
    )
    withdrawal = graphene.Field(
        LegalNoticeWithdrawal,
        description="As published today, whichever version is shown. `null`: it isn't withdrawn.",
    )
    behind = graphene.Field(
        LegalNoticeLag,
        description=(
            "How far the translation into `language` is behind the text that prevails. `null`: it "
            "isn't, it prevails itself, or there is none."
        ),
    )
    chain = graphene.List(
        graphene.NonNull(LegalNoticeChainEntry),
        required=True,
        description=(
            "All that was published in `contentLanguage`, the oldest first: also versions that "
            "others replaced, and withdrawals. Whoever keeps it can check it later."
        ),
    )
    comparison = graphene.Field(
        LegalNoticeComparison,
        old=graphene.Int(required=True, description="The number of a version."),
        new=graphene.Int(required=True, description="The number of another."),
        description=(
            "Two of `versions` compared by words. `null`: one isn't among them, or they are in "
            "different languages."
        ),
    )
    prevailing_language = graphene.String(
        required=True,
        description="BCP 47 tag of the language whose text decides where texts differ.",
    )

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.LegalNoticePage,)

    @staticmethod
    def resolve_comparison(
        page: selectors.LegalNoticePage, _info: Any, old: int, new: int
    ) -> selectors.LegalNoticeComparison | None:
        return page.comparison(old=old, new=new)


class LegalIndexPage(graphene.ObjectType):
    """The page that lists the legal notices."""

    introduction = graphene.String(required=True, description="Above the list. May be empty.")
    feed_url = graphene.String(
        required=True,
        description=(
            "Absolute URL of the Atom feed of changes in the language of the answer, on the CMS."
        ),
    )
    notices = graphene.List(
        graphene.NonNull(LegalNoticePage),
        required=True,
        description=(
            "The notices in force, each in the language or else the source language. Those that "
            "are withdrawn are left out."
        ),
    )

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.LegalIndexPage,)


class Query(graphene.ObjectType):
    """Legal notices."""

    legal_notices = graphene.List(
        graphene.NonNull(LegalNoticePage),
        language=graphene.String(required=True, description="BCP 47 tag."),
        description=(
            "The legal notices in force, each in the language or else in the source language "
            "with `isFallback`. Those that are withdrawn are left out. `null`: only with an error."
        ),
    )
    legal_notice = graphene.Field(
        LegalNoticePage,
        slug=graphene.String(required=True, description="The last part of its path."),
        language=graphene.String(required=True, description="BCP 47 tag."),
        as_of=Date(description="A day. Left out: today."),
        description=(
            "A legal notice as it was in force on a day: in the language, or else in the source "
            "language with `isFallback`. One that is withdrawn is given with its `withdrawal`. "
            "`null`: no such notice was in force."
        ),
    )

    @staticmethod
    def resolve_legal_notices(
        _root: Any, info: Any, language: str
    ) -> list[selectors.LegalNoticePage]:
        reading = arguments.reading_in(info, language)
        notices = selectors.legal_notices(reading, selection_of(info))
        reading.fetch()
        return notices

    @staticmethod
    @null_if_unknown
    def resolve_legal_notice(
        _root: Any, info: Any, slug: str, language: str, as_of: date | NotADay | None = None
    ) -> selectors.LegalNoticePage | None:
        slug = arguments.slug(slug)
        reading = arguments.reading_in(info, language)
        if as_of is not None:
            reading.as_of = arguments.day("asOf", as_of)
        notices = selectors.legal_notices(reading, selection_of(info), slug=slug)
        reading.fetch()
        return notices[0] if notices else None
