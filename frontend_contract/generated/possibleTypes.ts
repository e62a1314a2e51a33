// Made by npm run codegen; never edited. Contract: 8f7d9781c18bf1f6c262a4b5c7b9d64ddb917d7f88aa3167204a280f025923e2

      export type PossibleTypesResultData = {
  "possibleTypes": {
    "Block": [
      "AccordionBlock",
      "CallToActionBlock",
      "ContactPersonBlock",
      "DocumentListBlock",
      "DownloadBlock",
      "EmbedBlock",
      "FootnotesBlock",
      "GalleryBlock",
      "HeadingBlock",
      "ImageBlock",
      "NoticeBlock",
      "QuoteBlock",
      "ReusableTextBlock",
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
      "ContactPersonBlock",
      "DocumentListBlock",
      "DownloadBlock",
      "EmbedBlock",
      "FootnotesBlock",
      "GalleryBlock",
      "HeadingBlock",
      "ImageBlock",
      "NoticeBlock",
      "QuoteBlock",
      "ReusableTextBlock",
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
    