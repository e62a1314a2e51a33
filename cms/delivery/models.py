"""Models of content versions, cache tags, the change feed, previews and broken links.

The models of ``outbox``, ``releases`` and ``webhooks`` are imported only so that Django finds them.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.delivery.outbox.models import Delivery, Event, Outbox, Receiver
from cms.delivery.releases.models import Release, ReleaseApproval, ReleaseItem
from cms.delivery.releases.sharing.models import Share, ShareApproval, ShareComment
from cms.delivery.webhooks.models import Webhook

__all__ = [
    "BrokenLink",
    "CacheTag",
    "CheckedUrl",
    "ContentVersion",
    "Delivery",
    "Event",
    "Outbox",
    "PendingChange",
    "Preview",
    "PublicPage",
    "PublicSite",
    "RaisedTags",
    "Receiver",
    "Release",
    "ReleaseApproval",
    "ReleaseItem",
    "ScheduleRun",
    "SettledChanges",
    "Share",
    "ShareApproval",
    "ShareComment",
    "Webhook",
]  # fmt: skip


class ContentVersion(models.Model):
    """The number of the latest change; one row, which the first change makes.

    ``token`` is random for each number, and tells the history of this database from that
    of a copy which was put back and has come to the same number.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(_("number"))
    token = models.BigIntegerField(_("token"), db_default=0)

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")

    def __str__(self) -> str:
        return str(self.number)


class CacheTag(models.Model):
    """A cache tag, and the number of the latest change that invalidated it."""

    name = models.CharField(_("name"), max_length=64, primary_key=True)
    version = models.BigIntegerField(_("version"))

    class Meta:
        verbose_name = _("cache tag")
        verbose_name_plural = _("cache tags")

    def __str__(self) -> str:
        return self.name


class RaisedTags(models.Model):
    """The tags that one step of a change invalidated, kept for a while for whoever wonders.

    ``tags`` are separated by spaces. ``version``, and with it ``token``, is empty until the change
    is committed where the database gives it its number only then.
    """

    version = models.BigIntegerField(_("version"), null=True, db_index=True)
    token = models.BigIntegerField(_("token"), db_default=0)
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        verbose_name=_("user"),
    )
    cause = models.CharField(_("cause"), max_length=200, blank=True)
    tags = models.TextField(_("tags"))

    class Meta:
        verbose_name = _("raised tags")
        verbose_name_plural = _("raised tags")
        indexes = [
            models.Index(
                fields=["id"], condition=Q(version__isnull=True), name="raised_tags_unnumbered"
            )
        ]

    def __str__(self) -> str:
        return self.cause


class Preview(models.Model):
    """Content as it will be, for whoever holds the token, until it expires.

    A draft as one user has it before them: of a ``page``, or of a new one that isn't stored yet and
    goes below ``parent``. A user has one for each page next to the editor and one outside of it.
    Without ``content`` it is a look at the site. Besides, or instead, it shows ``changes`` as
    ``change_sets.from_json`` reads them, all drafts of the user, a release, and what is scheduled
    ``until`` a moment.

    ``share`` is the one it is opened by, which isn't stored with it.
    """

    share: Share | None = None
    token_hash = models.CharField(_("SHA-256 of the token"), max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("page"),
    )
    parent = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("page above a new one"),
    )
    content_type = models.ForeignKey(
        ContentType,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("kind of page"),
    )
    is_in_panel = models.BooleanField(_("next to the editor"), default=False)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder, null=True)
    changes = models.JSONField(_("other changes"), encoder=DjangoJSONEncoder, null=True)
    with_own_drafts = models.BooleanField(
        _("with all drafts of the user"), default=False, db_default=False
    )
    release = models.ForeignKey(
        "delivery.Release",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("release"),
    )
    until = models.DateTimeField(_("shown at"), null=True)
    kept_at = models.DateTimeField(_("stored at"))
    expires_at = models.DateTimeField(_("expires at"), db_index=True)

    # A draft somebody looks at is no use of what it refers to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "is_in_panel"],
                condition=Q(page__isnull=False),
                name="one_preview_per_user_and_page",
            ),
            models.UniqueConstraint(
                fields=["user", "parent", "content_type", "is_in_panel"],
                condition=Q(page__isnull=True),
                name="one_preview_per_user_and_new_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.page_id or 'new'}"


class PendingChange(models.Model):
    """Something that may have changed what is public, until ``changes.settle`` has looked.

    ``code`` is that of a locale; empty for all languages of the page.
    """

    class Scope(models.TextChoices):
        """The pages a change may concern."""

        PAGE = "page", _("the content of one page in one language")
        BELOW = "below", _("the visibility and path of a page and all below it")
        ALL = "all", _("the visibility and path of any page")
        SITEWIDE = "sitewide", _("the content of every page of a site")

    scope = models.CharField(_("scope"), max_length=8, choices=Scope.choices)
    translation_key = models.UUIDField(_("translation key"), null=True)
    code = models.CharField(_("language code"), max_length=100, blank=True)
    site = models.ForeignKey(
        "wagtailcore.Site",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("site"),
    )

    class Meta:
        verbose_name = _("pending change")
        verbose_name_plural = _("pending changes")

    def __str__(self) -> str:
        return f"{self.scope} {self.translation_key or ''}"


class PublicSite(models.Model):
    """The state of a site in the change feed; ``number`` is that of its last change.

    ``everything_number`` is the number of the last change that all pages may show, and ``frame``
    the languages and paths of front pages the site had at ``looked_at``. ``token`` is that of the
    last of its ``SettledChanges``, empty before the first.
    """

    site = models.OneToOneField(
        "wagtailcore.Site",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name=_("site"),
    )
    number = models.BigIntegerField(_("number"), default=0)
    token = models.CharField(_("token"), max_length=16, default="", blank=True)
    everything_number = models.BigIntegerField(_("number of the last sitewide change"), default=0)
    looked_at = models.DateTimeField(_("looked at"), default=timezone.now)
    frame = models.JSONField(_("languages and addresses"), default=list)

    class Meta:
        verbose_name = _("public site")
        verbose_name_plural = _("public sites")

    def __str__(self) -> str:
        return str(self.site)


class SettledChanges(models.Model):
    """The changes of a site up to a number that were found in one look, and a random token of them.

    A number says nothing of the database it was given in: one that was put back gives the same
    numbers to other changes. A number with its token was sent in this history.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    number = models.BigIntegerField(_("number"))
    token = models.CharField(_("token"), max_length=16)

    class Meta:
        verbose_name = _("settled changes")
        verbose_name_plural = _("settled changes")
        constraints = [
            models.UniqueConstraint(fields=["site", "number"], name="changes_are_settled_once")
        ]

    def __str__(self) -> str:
        return str(self.number)


class ScheduleRun(models.Model):
    """The last look at the schedule; one row, which the first look makes."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    looked_at = models.DateTimeField(_("looked at"))

    class Meta:
        verbose_name = _("run of the schedule")
        verbose_name_plural = _("runs of the schedule")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.looked_at)


class PublicPage(models.Model):
    """A page in a language as readers of a site could see it last, and when that changed.

    ``is_public``: they can see it now; ``path`` is the path on the frontend it has or had. Each
    path it had before that, and that no other page has, is a row of its own, with the same in
    ``former_path``.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    translation_key = models.UUIDField(_("translation key"))
    code = models.CharField(_("language code"), max_length=100)
    page_id = models.BigIntegerField(_("id of the page"))
    path = models.TextField(_("path"))
    former_path = models.TextField(_("former path"), default="", blank=True)
    is_public = models.BooleanField(_("public"))
    number = models.BigIntegerField(_("number"))

    class Meta:
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "translation_key", "code", "former_path"],
                name="public_page_has_one_row",
            )
        ]
        indexes = [
            models.Index(fields=["site", "number"], name="public_page_number"),
            models.Index(fields=["site", "path"], name="public_page_path"),
        ]

    def __str__(self) -> str:
        return self.path


class BrokenLink(models.Model):
    """A link of a published page that leads nowhere, as it was seen last."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    field = models.CharField(_("field"), max_length=100)
    block_id = models.CharField(_("block"), max_length=64, blank=True)
    text = models.CharField(_("link text"), max_length=255, blank=True)
    # Empty for a page or document of the site.
    url = models.CharField(_("URL"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=255)
    is_outside = models.BooleanField(_("on another site"), default=False)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.url or self.text


class CheckedUrl(models.Model):
    """A URL of another site, and whether it was there; ``reason`` is empty if so."""

    url = models.CharField(_("URL"), max_length=500, unique=True)
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    checked_at = models.DateTimeField(_("checked at"), db_index=True)

    class Meta:
        verbose_name = _("checked URL")
        verbose_name_plural = _("checked URLs")
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
