// Made by npm run codegen; never edited. Contract: 4ed17350bfe1d385c0a23800957c3fef4f9af2258194d647bad5c0280d6e5a40

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
    