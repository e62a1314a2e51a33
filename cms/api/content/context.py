"""The context of one request, so that all its fields answer from one state of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.content.caching.cache_tags import Dependencies
from cms.content.tree import SiteTree

if TYPE_CHECKING:
    from cms.api.execution import AnsweredObject
    from cms.delivery.previews.rehearsal import Rehearsed


@dataclass(slots=True)
class Context:
    """One request. The execution hands it to every resolver as ``info.context``.

    ``dependencies`` are, once the answer is read, what it depends on. ``is_private`` is set by a
    resolver whose answer is for one person: nobody may store it. ``rehearsed`` is the content to
    come that a request with a preview token is answered from, inside its transaction.
    """

    dependencies: Dependencies = field(default_factory=Dependencies)
    is_private: bool = False
    rehearsed: Rehearsed | None = None
    preview_token: str | None = None
    _trees: dict[str | None, SiteTree] = field(default_factory=dict)

    @property
    def may_be_kept(self) -> bool:
        """True if the answer is for everybody, and of the content, not of the schema alone."""
        return bool(self._trees) and not self.is_private

    def tree(self, hostname: str | None = None) -> SiteTree:
        """The default site or the one of a hostname: read once for each request. One query."""
        if hostname not in self._trees:
            self._trees[hostname] = SiteTree.load(
                hostname=hostname,
                dependencies=self.dependencies,
                at=self.rehearsed.at if self.rehearsed else None,
                drafts_since=self.rehearsed.drafts_since if self.rehearsed else None,
            )
        return self._trees[hostname]

    def prepare_search(self) -> None:
        """Have searches find the content to come; readers' own is always in the index."""
        if self.rehearsed is not None:
            self.rehearsed.write_index_entries()


@dataclass(slots=True)
class RecordedContext(Context):
    """A request whose answer comes with its objects, in the order they were answered."""

    objects: list[AnsweredObject] = field(default_factory=list)
