// Made by npm run codegen; never edited. Contract: 7d1dcbb746866e00dab3a464009bfc02d3141b5c38fbf9dfc6ddae353351a8bc

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
    