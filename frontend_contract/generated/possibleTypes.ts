// Made by npm run codegen; never edited. Contract: 5232fe9692240e7e4d61853aa6980c1c0246edf44a103ec9eb757ac138d2ba6f

      export type PossibleTypesResultData = {
  "possibleTypes": {
    "Block": [
      "CallToActionBlock",
      "DownloadBlock",
      "EmbedBlock",
      "GalleryBlock",
      "HeadingBlock",
      "ImageBlock",
      "QuoteBlock",
      "RichTextBlock",
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
      "CallToActionBlock",
      "DownloadBlock",
      "EmbedBlock",
      "GalleryBlock",
      "HeadingBlock",
      "ImageBlock",
      "QuoteBlock",
      "RichTextBlock",
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
    