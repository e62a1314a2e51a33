"""The context of one request, so that all its fields answer from one state of the site."""

from dataclasses import dataclass, field

from cms.content.caching.cache_tags import Dependencies
from cms.content.tree import SiteTree


@dataclass(slots=True)
class Context:
    """One request. The execution hands it to every resolver as ``info.context``.

    ``dependencies`` are, once the answer is read, what it depends on. ``is_private`` is set by a
    resolver whose answer is for one person: nobody may store it.
    """

    dependencies: Dependencies = field(default_factory=Dependencies)
    is_private: bool = False
    _trees: dict[str | None, SiteTree] = field(default_factory=dict)

    @property
    def may_be_kept(self) -> bool:
        """True if the answer is for everybody, and of the content, not of the schema alone."""
        return bool(self._trees) and not self.is_private

    def tree(self, hostname: str | None = None) -> SiteTree:
        """The default site or the one of a hostname: read once for each request. One query."""
        if hostname not in self._trees:
            self._trees[hostname] = SiteTree.load(hostname=hostname, dependencies=self.dependencies)
        return self._trees[hostname]
