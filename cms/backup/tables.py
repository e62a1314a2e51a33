"""The fate of each table in a backup.

Tables of extensions aren't listed here, and are saved: nothing of theirs is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from django.db.models import Model

# Written into the file and read back row by row, with their ids.
SAVED = frozenset({
    "account.EmailAddress",
    "accounts.AuditEntry",
    "accounts.SecondFactorSettings",
    "accounts.SecondFactorSettings_groups",
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "auth.User",
    "auth.User_groups",
    "auth.User_user_permissions",
    "axes.AccessFailureLog",
    "axes.AccessLog",
    "content.ContactPerson",
    "content.FormerDocumentFile",
    "content.ImagePlaceholder",
    "content.NamedRevision",
    "content.RedirectImport",
    "content.ReplacedFile",
    "content.ReusableText",
    "contenttypes.ContentType",
    "delivery.PendingChange",
    "delivery.PublicPage",
    "delivery.PublicSite",
    "delivery.Receiver",
    "delivery.Release",
    "delivery.ReleaseApproval",
    "delivery.ReleaseItem",
    "delivery.Webhook",
    "home.ChosenNews",
    "home.HomePage",
    "importing.ImportedPage",
    "legal.LegalIndexPage",
    "legal.LegalNoticePage",
    "legal.LegalNoticeVersion",
    "legal.LegalNoticeWithdrawal",
    "mfa.Authenticator",
    "news.NewsCategory",
    "news.NewsIndexPage",
    "news.NewsPage",
    "news.NewsPageTag",
    "news.NewsTag",
    "news.RelatedNews",
    "operation.Job",
    "operation.JobStep",
    "sitewide.Sitewide",
    "sitewide.SitewideSettings",
    "socialaccount.SocialAccount",
    "socialaccount.SocialApp",
    "socialaccount.SocialToken",
    "taggit.Tag",
    "taggit.TaggedItem",
    "translation.GlossaryTerm",
    "translation.PageTextState",
    "translation.TextComment",
    "translation.TranslationAssignment",
    "translation.TranslationDigest",
    "translation.TranslationUpload",
    "translation.TranslatorGroup",
    "wagtail_localize.LocaleSynchronization",
    "wagtail_localize.OverridableSegment",
    "wagtail_localize.RelatedObjectSegment",
    "wagtail_localize.SegmentOverride",
    "wagtail_localize.String",
    "wagtail_localize.StringSegment",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.Template",
    "wagtail_localize.TemplateSegment",
    "wagtail_localize.TranslatableObject",
    "wagtail_localize.Translation",
    "wagtail_localize.TranslationContext",
    "wagtail_localize.TranslationLog",
    "wagtail_localize.TranslationSource",
    "wagtailadmin.Admin",
    "wagtailcore.APIToken",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.CollectionViewRestriction_groups",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupApprovalTask_groups",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.Locale",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Page",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageViewRestriction_groups",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.Site",
    "wagtailcore.Task",
    "wagtailcore.TaskState",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowState",
    "wagtailcore.WorkflowTask",
    "wagtaildocs.Document",
    "wagtailembeds.Embed",
    "wagtailimages.Image",
    "wagtailimages.Rendition",
    "wagtailredirects.Redirect",
    "wagtailusers.UserProfile",
})  # fmt: skip
# Made of the saved rows after a restore.
REBUILT = frozenset({
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
})  # fmt: skip
# Empty after a restore, or begun by ``identity``. Links sent by mail, sessions and open previews
# end, and shared links: one that was revoked since must not come back. Tasks that were waiting
# are made again by what is rebuilt, or by their own jobs.
ANEW = frozenset({
    "account.EmailConfirmation",
    "accounts.SetUpToken",
    "axes.AccessAttempt",
    "axes.AccessAttemptExpiration",
    "delivery.BrokenLink",
    "delivery.CacheTag",
    "delivery.CheckedUrl",
    "delivery.ContentVersion",
    "delivery.Delivery",
    "delivery.Event",
    "delivery.Outbox",
    "delivery.Preview",
    "delivery.RaisedTags",
    "delivery.ScheduleRun",
    "delivery.SettledChanges",
    "delivery.Share",
    "delivery.ShareApproval",
    "delivery.ShareComment",
    "django_tasks_database.DBTaskResult",
    "operation.Worker",
    "sessions.Session",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.UploadedFile",
})  # fmt: skip
# Tables without a model: which migrations were run, and the parts of SQLite's search index.
WITHOUT_MODEL = ("django_migrations", "sqlite_", "wagtailsearch_indexentry_fts_")
# What has rows before anybody has worked in a database: by migrations, and by processes that run.
MADE_BY_NOBODY = frozenset({
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "delivery.PendingChange",
    "delivery.PublicPage",
    "delivery.PublicSite",
    "delivery.Receiver",
    "wagtailcore.Collection",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupApprovalTask_groups",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.Locale",
    "wagtailcore.Site",
    "wagtailcore.Task",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowTask",
})  # fmt: skip
# The root of the tree, and the page that Wagtail puts below it.
PAGES_MADE_BY_MIGRATIONS = 2


def saved() -> list[type[Model]]:
    """The models whose rows are saved, by their labels in alphabetical order."""
    return [model for model in all_models() if model._meta.label not in REBUILT | ANEW]


def all_models() -> list[type[Model]]:
    """Every model with a table of its own, those of many-to-many relations included."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return sorted(found, key=lambda model: model._meta.label)
