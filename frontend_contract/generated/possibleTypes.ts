// Made by npm run codegen; never edited. Contract: 261a4068b98c2b9d4ec542b40f977f69908b2233d509ce1d8311bc9c238217fb

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
      "RichTextBlock"
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
      "RichTextBlock"
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
    