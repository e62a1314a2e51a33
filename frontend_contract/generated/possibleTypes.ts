
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "Block": [
      "AccordionBlock",
      "CallToActionBlock",
      "DocumentListBlock",
      "DownloadBlock",
      "EmbedBlock",
      "FootnotesBlock",
      "GalleryBlock",
      "HeadingBlock",
      "ImageBlock",
      "NoticeBlock",
      "QuoteBlock",
      "RichTextBlock",
      "StepsBlock",
      "TableBlock"
    ],
    "NavigationItem": [
      "FavoritesNavigationItem",
      "LanguageSwitchNavigationItem",
      "PageNavigationItem"
    ],
    "Node": [
      "HomePage",
      "LegalIndexPage",
      "LegalNoticePage",
      "NewsIndexPage",
      "NewsPage"
    ],
    "Page": [
      "HomePage",
      "LegalIndexPage",
      "LegalNoticePage",
      "NewsIndexPage",
      "NewsPage"
    ],
    "Route": [
      "NotFoundRoute",
      "PageRoute",
      "RedirectRoute",
      "RestrictedRoute",
      "UntranslatedRoute"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "Block": [
      "AccordionBlock",
      "CallToActionBlock",
      "DocumentListBlock",
      "DownloadBlock",
      "EmbedBlock",
      "FootnotesBlock",
      "GalleryBlock",
      "HeadingBlock",
      "ImageBlock",
      "NoticeBlock",
      "QuoteBlock",
      "RichTextBlock",
      "StepsBlock",
      "TableBlock"
    ],
    "NavigationItem": [
      "FavoritesNavigationItem",
      "LanguageSwitchNavigationItem",
      "PageNavigationItem"
    ],
    "Node": [
      "HomePage",
      "LegalIndexPage",
      "LegalNoticePage",
      "NewsIndexPage",
      "NewsPage"
    ],
    "Page": [
      "HomePage",
      "LegalIndexPage",
      "LegalNoticePage",
      "NewsIndexPage",
      "NewsPage"
    ],
    "Route": [
      "NotFoundRoute",
      "PageRoute",
      "RedirectRoute",
      "RestrictedRoute",
      "UntranslatedRoute"
    ]
  }
};
      export default result;
    