"""Where code of ours replaces, wraps or reaches into code of others, and what was read there.

One entry for each module of ours and package of others. Each name that was read is followed by the
checksum of its source text in that version. ``test_patches`` fails when a text differs: read it
again with the module of ours next to it, change that module where it has to be, and write the new
checksum and version here. It fails as well when a module reaches further than its entries say.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class At:
    """A package and the version of it that was read."""

    package: str
    version: str


@dataclass(frozen=True, slots=True)
class Patch:
    """What a module of ours, or a folder of templates or scripts, relies on in one package.

    Args:
        ours: the module, or the path of the folder.
        at: the package, and the version that was read.
        why: what it is relied on for.
        read: names as ``tests.project.others_code`` takes them, each with ``@`` and a checksum.
    """

    ours: str
    at: At
    why: str
    read: tuple[str, ...]

    def checksums(self) -> dict[str, str]:
        """The checksum of each name."""
        return dict(one.rsplit("@", 1) for one in self.read)


DJANGO = At("django", "5.2.19")
WAGTAIL = At("wagtail", "8.0.1")
WAGTAIL_LOCALIZE = At("wagtail-localize", "1.14.5")
GRAPHQL = At("graphql-core", "3.2.14")
GRAPHENE = At("graphene", "3.4.3")
MODELSEARCH = At("modelsearch", "1.3.2")
TREEBEARD = At("django-treebeard", "5.3.1")
ALLAUTH = At("django-allauth", "65.22.1")
CSP = At("django-csp", "4.0")
AXES = At("django-axes", "8.3.1")
WILLOW = At("willow", "1.12.0")
PSYCOPG = At("psycopg", "3.3.9")
MODELCLUSTER = At("django-modelcluster", "6.5")
STORAGES = At("django-storages", "1.14.6")

PATCHES = (
    Patch("cms.accounts.trail.retention", DJANGO,
        "Rows are deleted at once, without signals or cascades.", (
        "django.db.models.query:QuerySet._raw_delete@e878941754",
    )),
    Patch("cms.content.redirects.automatic", DJANGO,
        "Redirects are replaced at once, without a signal for each.", (
        "django.db.models.query:QuerySet._raw_delete@e878941754",
    )),
    Patch("cms.content.media.replacement", DJANGO,
        "Rows of renditions go without the signal that would delete their files.", (
        "django.db.models.query:QuerySet._raw_delete@e878941754",
        "django.db.models.base:Model.__init__@2950c3a90d",
    )),
    Patch("cms.delivery.releases.change_sets", WAGTAIL,
        "A draft is published without the checks, and from content as it is.", (
        "wagtail.actions.publish_revision:PublishRevisionAction@b98b0c64ca",
        "wagtail.actions.publish_revision:PublishRevisionAction._publish_revision@610b084ff8",
        "wagtail.actions.publish_page_revision:PublishPageRevisionAction@79ac16e721",
        "wagtail.models.revisions:Revision.as_object@2eeb2686a8",
    )),
    Patch("cms.delivery.releases.checks", WAGTAIL,
        "The links of a draft are found as those of what is saved are.", (
        "wagtail.models.reference_index:ReferenceIndex._extract_references_from_object@40ae82b2fa",
    )),
    Patch("cms.delivery.releases.change_sets", DJANGO,
        "Child rows go without signals, since the transaction is rolled back.", (
        "django.db.models.query:QuerySet._raw_delete@e878941754",
    )),
    Patch("cms.content.media.storage", DJANGO,
        "Files get their name when they are whole; the private folder has settings of its own.", (
        "django.core.files.storage.filesystem:FileSystemStorage@c399eac0af",
        "django.core.files.storage.mixins:StorageSettingsMixin._value_or_setting@70131017fa",
    )),
    Patch("cms.content.media.buckets", STORAGES,
        "A file is opened whole and saved under a name that is free, with errors of Python's.", (
        "storages.backends.s3:S3Storage@2784c6d1ea",
    )),
    Patch("cms.content.media.stored_files", DJANGO,
        "A file whose row can't be saved is removed; a new file is known by not being committed.", (
        "django.db.models.base:Model.save_base@8dfb6c7b18",
        "django.db.models.fields.files:FieldFile@9d31c975b8",
    )),
    Patch("cms.content.media.validation", DJANGO,
        "A file is checked before it is committed, and a picture before Pillow decodes it.", (
        "django.db.models.fields.files:FieldFile@9d31c975b8",
        "django.forms.fields:FileField.to_python@56ed192d16",
        "django.forms.fields:ImageField.to_python@ffa31d7350",
        "django.forms.forms:BaseForm.__init__@61425b1d3d",
        "django.db.models.fields.files:ImageField@a2d907bf6d",
    )),
    Patch("cms.content.body.rich_text_area", WAGTAIL,
        "What the editor of rich text doesn't send is refused.", (
        "wagtail.admin.rich_text.editors.draftail:DraftailRichTextArea.value_from_datadict@18d59c6fd4",
    )),
    Patch("cms.content.pages.saving", WAGTAIL,
        "Entries of the log are validated without asking for what they were made of.", (
        "wagtail.models.audit_log:BaseLogEntry.save@4796912b13",
    )),
    Patch("cms.content.pages.saving", DJANGO,
        "Only keys that aren't in memory are looked up when an entry is validated.", (
        "django.db.models.base:Model.clean_fields@7117a0e779",
    )),
    Patch("cms.content.pages.saving", MODELCLUSTER,
        "Children that are as they are stored aren't committed.", (
        "modelcluster.fields:create_deferring_foreign_related_manager@f374746c1d",
    )),
    Patch("cms.content.pages.forms", DJANGO,
        "What the children of a page choose is read at once.", (
        "django.forms.models:ModelChoiceField.to_python@16e98e1e5e",
    )),
    Patch("cms.content.pages.forms", MODELCLUSTER,
        "Children are held in memory before their forms are made, and not read by each part.", (
        "modelcluster.fields:create_deferring_foreign_related_manager@f374746c1d",
        "modelcluster.forms:BaseChildFormSet@22d90281d4",
    )),
    Patch("cms.content.pages.models", MODELCLUSTER,
        "What a draft refers to is looked up at once, and one by one where something is gone.", (
        "modelcluster.models:ClusterableModel.from_serializable_data@e3869492e3",
        "modelcluster.models:model_from_serializable_data@a1fc4cb195",
    )),
    Patch("cms.database.known_rows", DJANGO,
        "Whether a row in memory is stored.", (
        "django.db.models.base:Model.__init__@2950c3a90d",
        "django.db.models.base:ModelState@1c36c15dcb",
    )),
    Patch("cms.translation.synchronisation.fields", MODELCLUSTER,
        "Children that were changed in memory are compared, else those that are stored.", (
        "modelcluster.fields:create_deferring_foreign_related_manager@f374746c1d",
    )),
    Patch("cms.content.pages.aliases", DJANGO,
        "Whether a page is new.", (
        "django.db.models.base:Model.__init__@2950c3a90d",
        "django.db.models.base:ModelState@1c36c15dcb",
    )),
    Patch("cms.content.redirects.rules", DJANGO,
        "The address typed is measured as it is kept, and a target may be a path.", (
        "django.forms.forms:BaseForm.__init__@61425b1d3d",
        "django.db.models.fields:Field.validators@1e2710b8cd",
    )),
    Patch("cms.delivery.invalidation.file_privacy", DJANGO,
        "What is changed in bulk, without a signal, changes who may read files.", (
        "django.db.models.query:QuerySet.bulk_create@f822e0fc4c",
        "django.db.models.query:QuerySet.update@b5548a4c6d",
    )),
    Patch("cms.database.driver", DJANGO,
        "Statements run past Django's cursors, and do what those do around a statement.", (
        "django.db.backends.utils:CursorWrapper@8618324292",
        "django.db.backends.base.base:BaseDatabaseWrapper.ensure_connection@d7ea674f3e",
        "django.db.backends.base.base:BaseDatabaseWrapper.close_if_health_check_failed@f72eb45356",
        "django.db.backends.base.base:BaseDatabaseWrapper._cursor@bb632516d0",
    )),
    Patch("cms.database.postgresql_driver", PSYCOPG,
        "Statements are prepared inside a transaction, too, while somebody asks for it.", (
        "psycopg._connection_base:BaseConnection.prepare_threshold@1c313a9157",
    )),
    Patch("cms.operation.request_ids", DJANGO,
        "The access log names a user only if the request has asked who it is.", (
        "django.contrib.auth.middleware:get_user@f663ed77b2",
    )),
    Patch("cms.database.sqlite_features", DJANGO,
        "Nobody asks SQLite in a transaction whether it has JSON.", (
        "django.db.backends.sqlite3.features:DatabaseFeatures.supports_json_field@4b4762c96f",
    )),
    Patch("cms.delivery.invalidation.tracking", DJANGO,
        "Saving a row and what its signals do is one transaction; so is what sends no signal.", (
        "django.db.models.base:Model.save_base@8dfb6c7b18",
        "django.db.models.query:QuerySet.bulk_create@f822e0fc4c",
    )),
    Patch("cms.news.forms", DJANGO,
        "A form says of its page whether it is saved as an unfinished draft.", (
        "django.forms.models:BaseModelForm._post_clean@7ac9e513c3",
    )),
    Patch("cms.operation.error_pages", DJANGO,
        "An error page is in the language of a profile that was read before.", (
        "django.contrib.auth.middleware:get_user@f663ed77b2",
        "django.db.models.base:Model.__init__@2950c3a90d",
        "django.db.models.base:ModelState@1c36c15dcb",
    )),
    Patch("cms.operation.resilient_cache", DJANGO,
        "What was changed while Redis was away is deleted there.", (
        "django.core.cache.backends.redis:RedisCache._cache@9ff16af6c0",
    )),
    Patch("cms.accounts.nonces", WAGTAIL,
        "The script that a chooser brings with it is marked, so that the policy lets it run.", (
        "wagtail.admin.widgets.chooser:BaseChooser.render@b46a0fb559",
    )),
    Patch("cms.accounts.passwords", WAGTAIL,
        "The account page asks for a password with the form that counts tries.", (
        "wagtail.admin.views.account:ChangePasswordPanel@aa953c36ec",
    )),
    Patch("cms.content.images.forms", WAGTAIL,
        "A profile picture is kept small, and a replaced image keeps its file for a while.", (
        "wagtail.admin.views.account:AvatarSettingsPanel@76fed8e1ce",
        "wagtail.admin.forms.account:AvatarPreferencesForm@1f3cd3a669",
        "wagtail.images.forms:BaseImageForm@6165a58a5c",
    )),
    Patch("cms.content.images.rendering", WAGTAIL,
        "Filters work on animated pictures, and fail as the admin expects.", (
        "wagtail.images.models:Filter@45375d9eed",
        "wagtail.images.models:AbstractImage.create_rendition@6d0e50db85",
        "wagtail.images.models:AbstractImage.create_renditions@1521f52ce6",
    )),
    Patch("cms.content.media.stored_files", WAGTAIL,
        "These models have files.", (
        "wagtail.models.media:UploadedFile@7e051c4d3c",
        "wagtail.users.models:UserProfile@e666bfebae",
    )),
    Patch("cms.content.media.validation", WAGTAIL,
        "Fields and forms judge what is uploaded by its content.", (
        "wagtail.images.fields:WagtailImageField@b2b8105a6e",
        "wagtail.admin.forms.account:AvatarPreferencesForm@1f3cd3a669",
    )),
    Patch("cms.content.pages.copying", WAGTAIL,
        "A copy has publication dates of its own.", (
        "wagtail.actions.copy_page:CopyPageAction@af9068db12",
    )),
    Patch("cms.content.pages.models", WAGTAIL,
        "Slugs keep their bounds; addresses depend on no request.", (
        "wagtail.models.pages:AbstractPage._get_autogenerated_slug@d537065ce4",
        "wagtail.models.pages:AbstractPage._get_relevant_site_root_paths@5fa0944fde",
        "wagtail.models.preview:PreviewableMixin._get_dummy_header_url@94af8f12c9",
    )),
    Patch("cms.content.pages.publishing", WAGTAIL,
        "The actions that publish ask whether anything stands against it.", (
        "wagtail.actions.publish_revision:PublishRevisionAction@b98b0c64ca",
        "wagtail.actions.publish_page_revision:PublishPageRevisionAction@79ac16e721",
    )),
    Patch("cms.content.pages.workflows", WAGTAIL,
        "A workflow publishes only what somebody has approved.", (
        "wagtail.models.workflows:WorkflowState.finish@894509faab",
        "wagtail.models.workflows:WorkflowState.update@491e2ac5f5",
    )),
    Patch("cms.content.redirects.automatic", WAGTAIL,
        "Redirects are made only where a reader could have been.", (
        "wagtail.contrib.redirects.signal_handlers:BatchRedirectCreator@775bd66f2c",
        "wagtail.contrib.redirects.signal_handlers:create_redirects@fc995346ca",
        "wagtail.contrib.redirects.signal_handlers:_page_urls_for_sites@e08aade42c",
    )),
    Patch("cms.content.redirects.rules", WAGTAIL,
        "Redirects are checked by one set of rules, whoever makes them.", (
        "wagtail.contrib.redirects.models:Redirect@c00b7a8932",
        "wagtail.contrib.redirects.forms:RedirectForm@581399eb90",
    )),
    Patch("cms.delivery.invalidation.file_privacy", WAGTAIL,
        "These have files, or hold them.", (
        "wagtail.images.models:ImageQuerySet@3ea80156a0",
        "wagtail.documents.models:DocumentQuerySet@f0445a7f1b",
        "wagtail.models.media:Collection@f6c7fa4b04",
        "wagtail.models.media:CollectionMember@8a37413b09",
    )),
    Patch("cms.delivery.publishing.page_moves", WAGTAIL,
        "Translations move with their source; pages stay in their language.", (
        "wagtail.actions.move_page:MovePageAction@d5369c8212",
        "wagtail.models.pages:AbstractPage._slug_is_available@5c8192df76",
    )),
    Patch("cms.delivery.publishing.slug_changes", WAGTAIL,
        "Redirects and aliases follow a new slug in the transaction that saves it.", (
        "wagtail.models.pages:AbstractPage.save@2864352d83",
        "wagtail.models.pages:AbstractPage._update_descendant_url_paths@68ee15e8b5",
        "wagtail.contrib.redirects.signal_handlers:autocreate_redirects_on_slug_change@6eb077b015",
    )),
    Patch("cms.delivery.publishing.whole_actions", WAGTAIL,
        "Publishing, unpublishing and deleting are each one transaction.", (
        "wagtail.actions.publish_revision:PublishRevisionAction@b98b0c64ca",
        "wagtail.actions.unpublish:UnpublishAction@2985610fe9",
        "wagtail.actions.unpublish_page:UnpublishPageAction@07c8129ab4",
        "wagtail.actions.delete:DeleteAction@cdcfb0ac41",
    )),
    Patch("cms.delivery.publishing.privacy", WAGTAIL,
        "Aliases get no copies of privacy settings.", (
        "wagtail.actions.create_alias:CreatePageAliasAction@64f7e777cb",
    )),
    Patch("cms.demo.scale", WAGTAIL,
        "Bulk news get the entries that Wagtail's reference index would make.", (
        "wagtail.models.reference_index:ReferenceIndex@38adeb0272",
    )),
    Patch("cms.translation.editor.listed_pages", TREEBEARD,
        "The parents of rows are read at once and left where they are looked for.", (
        "treebeard.mp_tree:MP_Node.get_parent@bfeb7b9d49",
    )),
    Patch("cms.translation.editor.listed_pages", WAGTAIL,
        "A hook of wagtail-localize is replaced, which asks the database for each row; lists and "
        "the table of choosers read more with their rows.", (
        "wagtail.admin.views.chooser:PageChooserTable@19b09ef87a",
        "wagtail.admin.views.pages.listing:PageListingMixin.annotate_queryset@c3f7695457",
        "wagtail.hooks:_hooks@a992bac616",
        "wagtail.hooks:register@4a690b6b0f",
    )),
    Patch("cms.translation.editor.listed_pages", WAGTAIL_LOCALIZE,
        "The buttons of wagtail-localize are made without a query.", (
        "wagtail_localize.wagtail_hooks:page_listing_more_buttons@2a98d3b297",
    )),
    Patch("cms.translation.editor.views", WAGTAIL,
        "The report names a target as far as whoever asks may know it.", (
        "wagtail.models.pages:AbstractPage.get_admin_display_title@5bb982140d",
    )),
    Patch("cms.translation.rights.actions", WAGTAIL,
        "Translators change no page except by translating it.", (
        "wagtail.actions.edit:EditAction@b8fb362e9f",
        "wagtail.actions.revert_to_revision:RevertToRevisionAction@551e150601",
        "wagtail.actions.revert_to_page_revision:RevertToPageRevisionAction@ad324f1727",
        "wagtail.actions.convert_alias:ConvertAliasPageAction@d68643eb05",
    )),
    Patch("cms.translation.rights.narrowing", WAGTAIL,
        "Lists show only what whoever asks may know.", (
        "wagtail.models.audit_log:BaseLogEntryManager.viewable_by_user@975ce3fc70",
        "wagtail.admin.views.reports.workflows:WorkflowView@0ffaba7c8a",
        "wagtail.admin.views.reports.workflows:WorkflowTasksView@b12da23bf1",
        "wagtail.admin.views.bulk_action.base_bulk_action:BulkAction@0bea979d39",
        "wagtail.snippets.bulk_actions.snippet_bulk_action:SnippetBulkAction@3755f483fe",
        "wagtail.admin.views.mixins:SpreadsheetExportMixin.to_row_dict@aa4867c7ab",
        "wagtail.admin.models:popular_tags_for_model@bf2569d4d2",
        "wagtail.sites.views:IndexView@d206d12e54",
    )),
    Patch("cms.translation.rights.snippets", WAGTAIL,
        "An earlier version of a snippet may become an unfinished draft.", (
        "wagtail.admin.views.generic.mixins:RevisionsRevertMixin.save_instance@dd9847168d",
        "wagtail.snippets.views.snippets:SnippetViewSet.revisions_revert_view_class@16f0bc7373",
    )),
    Patch("cms.translation.rights.titles", WAGTAIL,
        "Titles are told only to those who may know them.", (
        "wagtail.models.pages:AbstractPage.get_admin_display_title@5bb982140d",
        "wagtail.models.pages:PageLogEntryManager.get_instance_title@eeffa1f35d",
    )),
    Patch("cms.translation.segments.copied_text", WAGTAIL,
        "A mirror goes offline when it is converted, until its translation is published.", (
        "wagtail.actions.convert_alias:ConvertAliasPageAction.execute@2993a6c35e",
    )),
    Patch("cms/content/static", WAGTAIL,
        "Bodies follow and undo what is done with blocks, tables and titles are fields, and slugs "
        "of Chinese titles are spelled before Wagtail answers the events of its own.", (
        "wagtail/admin/static/wagtailadmin/js/core.js@69eb624c79",
        "wagtail.admin.widgets.slug:SlugInput@c7d66ace73",
        "wagtail/admin/static/wagtailadmin/js/telepath/blocks.js@73db23e630",
    )),
    Patch("cms/importing/static", WAGTAIL,
        "What is pasted is put where the cursor is, as text copied in such a field would be.", (
        "wagtail/admin/static/wagtailadmin/js/draftail.js@8c2cf191fe",
    )),
    Patch("cms.translation.synchronisation.fields", WAGTAIL,
        "The address of a translation stays free.", (
        "wagtail.models.pages:AbstractPage._slug_is_available@5c8192df76",
    )),
    Patch("cms/accounts/templates", WAGTAIL,
        "Scripts in them are marked as ours; the login offers single sign-on.", (
        "wagtail/admin/templates/wagtailadmin/login.html@d563c5a4e7",
        "wagtail/admin/templates/wagtailadmin/panels/inline_panel.html@195bb0b199",
        "wagtail/admin/templates/wagtailadmin/panels/multiple_chooser_panel.html@673bc9b26c",
        "wagtail/admin/templates/wagtailadmin/widgets/date_input.html@2557f7a4fd",
        "wagtail/admin/templates/wagtailadmin/widgets/datetime_input.html@479d8ddeaa",
        "wagtail/admin/templates/wagtailadmin/widgets/time_input.html@536917c544",
    )),
    Patch("cms.content.search.title_order", WAGTAIL,
        "Lists are sorted by an alphabet, after the list itself has said by what.", (
        "wagtail.admin.views.generic.base:BaseListingView.order_queryset@8581123733",
    )),
    Patch("cms/content/templates", WAGTAIL,
        "The panel of checks shows ours, which need no frontend; Wagtail's leaves it alone then.", (
        "wagtail/admin/templates/wagtailadmin/shared/side_panels/checks.html@9aa33e9ba2",
        "wagtail.admin.ui.side_panels:ChecksSidePanel@c91c46e0d1",
    )),
    Patch("cms/delivery/templates", WAGTAIL,
        "The confirmation says what else goes offline.", (
        "wagtail/admin/templates/wagtailadmin/pages/confirm_unpublish.html@48449738ea",
    )),
    Patch("cms/desk/templates", WAGTAIL,
        "The first page leads to the guide of this site, and its search has a name.", (
        "wagtail/admin/templates/wagtailadmin/home.html@7eb3ee7b5a",
        "wagtail/admin/templates/wagtailadmin/home/account_summary.html@ff5c7d30e4",
    )),
    Patch("cms/operation/templates", WAGTAIL,
        "The page for what isn't there names the request.", (
        "wagtail/admin/templates/wagtailadmin/404.html@28f5e6d779",
    )),
    Patch("cms/accounts/templates", WAGTAIL_LOCALIZE,
        "Scripts in them are marked as ours.", (
        "wagtail_localize/templates/wagtail_localize/admin/edit_translation.html@52b849c00b",
        "wagtail_localize/templates/wagtail_localize/admin/submit_translation.html@f11cd525d2",
    )),
    Patch("cms.delivery.publishing.privacy", WAGTAIL_LOCALIZE,
        "Privacy settings are never copied to translations.", (
        "wagtail_localize.models:TranslationSource.sync_view_restrictions@e0321e92cb",
    )),
    Patch("cms.translation.editor.views", WAGTAIL_LOCALIZE,
        "The editor shows texts as translators write them, and saves through its own views.", (
        "wagtail_localize.views.edit_translation:StringTranslationSerializer@e45f46de58",
        "wagtail_localize.views.edit_translation:edit_translation@a6457c5b67",
        "wagtail_localize.views.edit_translation:edit_string_translation@a198e2f9cb",
        "wagtail_localize.views.edit_translation:edit_override@dae454dd50",
        "wagtail_localize.views.submit_translations:SubmitTranslationView@8c48a67a53",
        "wagtail_localize.views.update_translations:UpdateTranslationsView@845d4ef842",
    )),
    Patch("cms/translation/static", WAGTAIL_LOCALIZE,
        "preview_beside.js and simultaneous.js read its markup and add a header.", (
        "wagtail_localize/static/wagtail_localize/js/wagtail-localize.js@0cad051358",
    )),
    Patch("cms.translation.languages.views", WAGTAIL_LOCALIZE,
        "The page that deletes a language says what is in the way.", (
        "wagtail_localize.locales.views:LocaleViewSet@c849d4aad1",
        "wagtail_localize.locales.views:DeleteView@34e442fd23",
    )),
    Patch("cms.translation.rights.url_rules", WAGTAIL_LOCALIZE,
        "There is a rule for each of these addresses.", (
        "wagtail_localize.wagtail_hooks:register_admin_urls@df8da21aee",
    )),
    Patch("cms.translation.segments.inline_tags", WAGTAIL_LOCALIZE,
        "Raised and lowered characters stay inside their sentence.", (
        "wagtail_localize.strings:INLINE_TAGS@9bc1505c3e",
        "wagtail_localize.strings:extract_strings@56ff4276f3",
        "wagtail_localize.strings:validate_element@4b5fd9141e",
    )),
    Patch("cms.translation.segments.outdated", WAGTAIL_LOCALIZE,
        "Translations are carried over when a source is synchronised.", (
        "wagtail_localize.models:TranslationSource.refresh_segments@7ff37186de",
    )),
    Patch("cms.translation.synchronisation.drafts", WAGTAIL_LOCALIZE,
        "Submitting and synchronising write drafts, never what readers see.", (
        "wagtail_localize.models:TranslationSource.create_or_update_translation@4c68c20a8b",
    )),
    Patch("cms.translation.synchronisation.fields", WAGTAIL_LOCALIZE,
        "What is written of a translation holds what its source says now.", (
        "wagtail_localize.segments.ingest:ingest_segments@46077c1009",
    )),
    Patch("cms.translation.validity.reading", WAGTAIL_LOCALIZE,
        "Only translations that readers may get are there for wagtail-localize.", (
        "wagtail_localize.models:StringSegmentQuerySet@ae9fe33945",
        "wagtail_localize.models:OverridableSegmentQuerySet@dc4a328092",
        "wagtail_localize.models:Translation.get_progress@080db9a996",
    )),
    Patch("cms.translation.validity.saving", WAGTAIL_LOCALIZE,
        "A translation is judged when it is saved, and none is written into titles of drafts.", (
        "wagtail_localize.models:StringTranslation@0bf7be263c",
        "wagtail_localize.models:SegmentOverride@59ce0b04aa",
        "wagtail_localize.models:Translation.import_po@d06f3927b1",
        "wagtail_localize.models:post_save_string_translation@9ffe5f167c",
    )),
    Patch("cms.api.execution.context", GRAPHQL,
        "Runs what was compiled, in place of these; whole numbers have no fraction.", (
        "graphql.execution.execute:ExecutionContext.complete_leaf_value@f71b0d57ca",
        "graphql.execution.execute:ExecutionContext.build@4bbcc4f7b5",
        "graphql.execution.execute:ExecutionContext.execute_operation@4173ce5856",
        "graphql.execution.execute:CollectedErrors@0d1cf39473",
    )),
    Patch("cms.api.execution.compiler", GRAPHQL,
        "Selects fields as these do.", (
        "graphql.execution.execute:ExecutionContext.execute_fields@a8caa67214",
        "graphql.execution.execute:ExecutionContext.execute_field@249c0f575f",
        "graphql.execution.execute:get_field_def@47fe401efd",
        "graphql.execution.collect_fields:collect_fields@fe477988e5",
        "graphql.execution.collect_fields:collect_sub_fields@a7621bc258",
    )),
    Patch("cms.api.execution.errors", GRAPHQL,
        "Turns exceptions into errors as these do.", (
        "graphql.execution.execute:ExecutionContext.handle_field_error@01781013e3",
        "graphql.error.located_error:located_error@a430482a94",
    )),
    Patch("cms.api.execution.plans", GRAPHQL,
        "Tells resolvers what this does.", (
        "graphql.execution.execute:ExecutionContext.build_resolve_info@60e2e8c335",
    )),
    Patch("cms.api.execution.resolvers", GRAPHQL,
        "Coerces arguments with this.", (
        "graphql.execution.values:get_argument_values@7129e20d32",
    )),
    Patch("cms.api.execution.values", GRAPHQL,
        "Completes values as these do.", (
        "graphql.execution.execute:ExecutionContext.complete_value@d5c824cacf",
        "graphql.execution.execute:ExecutionContext.complete_list_value@a6becd1eca",
        "graphql.execution.execute:ExecutionContext.complete_leaf_value@f71b0d57ca",
        "graphql.execution.execute:ExecutionContext.complete_abstract_value@dc46c71c12",
        "graphql.execution.execute:ExecutionContext.ensure_valid_runtime_type@4a3dba1167",
        "graphql.execution.execute:ExecutionContext.complete_object_value@fc76342515",
        "graphql.execution.execute:invalid_return_type_error@b701d19a30",
    )),
    Patch("cms.api.http.overlapping", GRAPHQL,
        "Finds in linear time the conflicts that this finds.", (
        "graphql.validation.rules.overlapping_fields_can_be_merged:OverlappingFieldsCanBeMergedRule@2c33704d69",
    )),
    Patch("cms.api.execution.resolvers", GRAPHENE,
        "Attributes are read as this reads them.", (
        "graphene.types.resolver:dict_or_attr_resolver@6317963af1",
    )),
    Patch("cms.api.execution.values", GRAPHENE,
        "Types of objects are found as these find them.", (
        "graphene.types.schema:TypeMap@6f1c5b73dc",
        "graphene.types.schema:is_type_of_from_possible_types@70b777cbba",
    )),
    Patch("cms.content.search.admin_search", MODELSEARCH,
        "Searches of the admin give and ask for tokens.", (
        "modelsearch.backends.base:BaseSearchBackend._search@b3a85a2b27",
        "modelsearch.index:BaseField.get_value@da40e42dce",
    )),
    Patch("cms.content.search.batches", MODELSEARCH,
        "Entries are written in batches, within which values are found once.", (
        "modelsearch.backends.database.postgres.postgres:PostgresIndex.add_items@62bf748835",
        "modelsearch.backends.database.sqlite.sqlite:SQLiteIndex.add_items@6e4d599997",
    )),
    Patch("cms.delivery.invalidation.search_index", MODELSEARCH,
        "Written entries raise tags, and are written once for a transaction.", (
        "modelsearch.index:insert_or_update_object@35b4186048",
        "modelsearch.signal_handlers:post_save_signal_handler@963c5426c2",
        "modelsearch.tasks:insert_or_update_object_task@835601d364",
    )),
    Patch("cms.content.visibility", TREEBEARD,
        "What is below a page is a range of paths.", (
        "treebeard.mp_tree:MP_Node._int2str@d17885f6bf",
        "treebeard.mp_tree:MP_Node._str2int@3839b1fb12",
    )),
    Patch("cms.delivery.invalidation.file_privacy", TREEBEARD,
        "Collections that are moved.", (
        "treebeard.mp_tree:MP_Node.move@3808f525d2",
    )),
    Patch("cms.delivery.invalidation.tracking", TREEBEARD,
        "Collections that are moved.", (
        "treebeard.mp_tree:MP_Node.move@3808f525d2",
    )),
    Patch("cms.backup.subtrees.importing", TREEBEARD,
        "Pages of a subtree get the paths that adding them would give.", (
        "treebeard.mp_tree:MP_Node._str2int@3839b1fb12",
        "treebeard.mp_tree:MP_Node._get_path@3bbea12504",
    )),
    Patch("cms.delivery.releases.change_sets", TREEBEARD,
        "A draft of a new page gets the place that adding it would give.", (
        "treebeard.mp_tree:MP_Node._inc_path@e481ce43a0",
        "treebeard.mp_tree:MP_Node._get_path@3bbea12504",
    )),
    Patch("cms.demo.scale", TREEBEARD,
        "Bulk news get paths below their list.", (
        "treebeard.mp_tree:MP_Node._str2int@3839b1fb12",
        "treebeard.mp_tree:MP_Node._get_path@3bbea12504",
    )),
    Patch("cms.accounts.adapters", ALLAUTH,
        "Who has shown a second factor.", (
        "allauth.account.internal.flows.login:get_authentication_records@1c5c6d3561",
    )),
    Patch("cms.accounts.codes", ALLAUTH,
        "Codes are counted, and each is accepted once.", (
        "allauth.mfa.base.forms:BaseAuthenticateForm@c9006be21b",
        "allauth.mfa.totp.internal.auth:validate_totp_code@2e2a143ac4",
    )),
    Patch("cms.accounts.second_factor", ALLAUTH,
        "Sessions that have shown a second factor.", (
        "allauth.account.internal.flows.login:get_authentication_records@1c5c6d3561",
        "allauth.account.internal.flows.login:record_authentication@9eee584ec3",
    )),
    Patch("cms.accounts.signing_in", ALLAUTH,
        "From a password to a session.", (
        "allauth.account.internal.flows.login:perform_password_login@dd26237cc2",
    )),
    Patch("cms.accounts.single_sign_on", ALLAUTH,
        "Tokens of a provider are verified.", (
        "allauth.socialaccount.providers.openid_connect.views:OpenIDConnectOAuth2Adapter@9cd701bd9c",
        "allauth.socialaccount.internal.jwtkit:verify_and_decode@25fc3fe99e",
    )),
    Patch("cms.accounts.trail.signing_in", ALLAUTH,
        "How somebody has signed in.", (
        "allauth.account.internal.flows.login:get_authentication_records@1c5c6d3561",
    )),
    Patch("cms/accounts/templates", ALLAUTH,
        "Pages of accounts look like the admin.", (
        "allauth/templates/allauth/elements/button.html@4261ec646c",
        "allauth/templates/allauth/elements/button_group.html@13576c6021",
        "allauth/templates/allauth/elements/field.html@e3a64f1e4c",
        "allauth/templates/allauth/elements/fields.html@08181a5248",
        "allauth/templates/allauth/elements/form.html@a1401cefff",
        "allauth/templates/allauth/elements/h1.html@db3711a14d",
        "allauth/templates/allauth/elements/hr.html@0070878e33",
        "allauth/templates/allauth/elements/img.html@16d54ea739",
        "allauth/templates/allauth/elements/panel.html@7e5807456b",
        "allauth/templates/allauth/layouts/base.html@f7fc39128d",
        "allauth/templates/allauth/layouts/manage.html@ecd4689ec7",
        "allauth/templates/mfa/index.html@ae4ccf604a",
        "allauth/templates/mfa/webauthn/authenticator_list.html@e8be87b8c9",
    )),
    Patch("cms.accounts.policies", CSP,
        "The nonce is the session's.", (
        "csp.middleware:CSPMiddleware@bfe9894631",
    )),
    Patch("cms.accounts.throttling.handler", AXES,
        "Counting is ours; its commands and signals stay.", (
        "axes.handlers.database:AxesDatabaseHandler@89fa904678",
    )),
    Patch("cms.content.images.rendering", WILLOW,
        "Animated PNG and AVIF files are opened as pictures.", (
        "willow.image:Image.open@e27d1cecdd",
    )),
)  # fmt: skip
