// Made by npm run codegen; never edited. Contract: f46ad5df2453695654745c60f01e5434cc91330e3f408fb47af31166f8573dd9

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
    