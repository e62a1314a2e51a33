// Made by npm run codegen; never edited. Contract: 4c0564fa6c5b80605a2a6d8d01a92214cd54fdd42c05e7838e7ee86d26e711d4

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
    