// Made by npm run codegen; never edited. Contract: d30361c8b4c7c87875a46f005784bb925317f1904c45ea7482ebcb21f287918e

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
    