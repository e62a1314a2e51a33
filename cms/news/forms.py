"""The form of an article: drafts may lack what publishing requires."""

from wagtail.admin.forms import WagtailAdminPageForm


class NewsPageForm(WagtailAdminPageForm):
    """Saves drafts as they are, however unfinished."""

    def _post_clean(self) -> None:
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()  # type: ignore[misc]
