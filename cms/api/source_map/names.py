"""Fields of the API that are called otherwise where they are edited.

All others are edited under their own names. ``~`` begins the name of a field next to the one that
holds the object, of which the first that exists counts.
"""

from __future__ import annotations

# By type and field, or by the field alone.
RENAMED: dict[str, tuple[str, ...]] = {
    "richText": ("text",),
    "path": ("slug",),
    "url": ("slug", "url"),
    "canonicalUrl": ("slug",),
    "Seo.title": ("seo_title",),
    "Seo.description": ("search_description",),
    "Image.alt": ("~{}_alt", "~alt_text"),
    "Link.text": ("text", "~{}_text", "~label"),
    "ExternalLink.text": ("text", "~{}_text", "~label"),
    "ExternalLink.href": ("url",),
    "Link.href": ("page",),
    "PageNavigationItem.link": ("page",),
    "Organisation.name": ("organisation_name",),
    "LegalNoticeWithdrawal.reason": ("withdrawal_reason",),
    "SearchResult.title": ("title",),
    "SitemapEntry.url": ("slug",),
}
# The name of a block in its stream, by the type of the API.
ITEMS = {
    "PageNavigationItem": "page",
    "FavoritesNavigationItem": "favorites",
    "LanguageSwitchNavigationItem": "language_switch",
    "Link": "link",
}
