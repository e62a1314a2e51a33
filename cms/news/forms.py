"""The form of an article: drafts may lack what publishing requires."""

from cms.content.pages.forms import LocalisedPageForm


class NewsPageForm(LocalisedPageForm):
    """Saves drafts as they are, however unfinished."""

    def _post_clean(self) -> None:
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()  # type: ignore[misc]
