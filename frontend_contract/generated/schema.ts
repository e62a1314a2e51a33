// Made by npm run codegen; never edited. Contract: b7f124e70a3a8b04c153a9fd131ceb3324fe53aeabdd61a6404cea654c9f9963
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day of the calendar, as ISO 8601 writes it: `2026-01-31`. */
  Date: { input: string; output: string; }
  /**
   * The `DateTime` scalar type represents a DateTime
   * value as specified by
   * [iso8601](https://en.wikipedia.org/wiki/ISO_8601).
   */
  DateTime: { input: string; output: string; }
  /**
   * Rich text as a tree of typed nodes, in JSON.
   *
   * `rich_text.schema.json` of the contract is its JSON Schema. The names of the nodes are those of
   * mdast (https://github.com/syntax-tree/mdast) where it has them.
   */
  RichTextDocument: { input: unknown; output: unknown; }
};

/** A page in one of its languages, for `<link rel="alternate" hreflang>`. */
export type Alternate = {
  __typename?: 'Alternate';
  /** BCP 47 tag, or `x-default` for readers of any other language. */
  hreflang: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Path on the frontend. */
  path: Scalars['String']['output'];
  /** Absolute address on the frontend. */
  url: Scalars['String']['output'];
};

/**
 * A part of a body. What refers to something the reader may not see is left out.
 *
 * New kinds of blocks may be added: skip those your frontend doesn't know.
 */
export type Block = CallToActionBlock | DownloadBlock | EmbedBlock | GalleryBlock | HeadingBlock | ImageBlock | QuoteBlock | RichTextBlock | TableBlock;

/** A page above another. */
export type Breadcrumb = {
  __typename?: 'Breadcrumb';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its title. */
  language: Scalars['String']['output'];
  /** Its path on the frontend. */
  path: Scalars['String']['output'];
  /** Its title. */
  title: Scalars['String']['output'];
};

/** An invitation with one link. */
export type CallToActionBlock = {
  __typename?: 'CallToActionBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** Where it leads. */
  link: Link;
  /** The invitation. May be empty. */
  text: Scalars['String']['output'];
};

/** A page in one language that has changed for readers. */
export type Change = {
  __typename?: 'Change';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** What became of it. */
  kind: ChangeKind;
  /** BCP 47 tag of the language it is or was read in. */
  language: Scalars['String']['output'];
  /** The page as it is now. `null`: it was removed. */
  page?: Maybe<Page>;
  /** Path on the frontend, such as `/zh-hans/news/`; of a removed page its last. */
  path: Scalars['String']['output'];
  /** The same in all its languages. */
  translationKey: Scalars['ID']['output'];
};

/** Some changes, as Relay's specification of connections describes it. */
export type ChangeConnection = {
  __typename?: 'ChangeConnection';
  /** The oldest first; each page once in a language, at its latest change. An address that a page has left for another one comes as `REMOVED`, before the page at its new one. */
  edges: Array<ChangeEdge>;
  /** `endCursor` is there even where nothing has changed: keep it for the next build. */
  pageInfo: PageInfo;
  /** Whether something changed that any page may show: header and footer, categories and tags, languages, the address of the site. Make all pages anew. */
  rebuildEverything: Scalars['Boolean']['output'];
  /** How many changes there are behind `after`, these among them: what is left to do. */
  totalCount: Scalars['Int']['output'];
};

/** A change in its place. */
export type ChangeEdge = {
  __typename?: 'ChangeEdge';
  /** Its place, for the argument `after`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: Change;
};

/** What became of a page in a language. */
export type ChangeKind =
  /** It can be read: new, with other content, or at another address. Make it. */
  | 'PUBLISHED'
  /** Nothing can be read at its address any more. Remove it. */
  | 'REMOVED';

/** How the texts of a column are aligned. */
export type ColumnAlignment =
  /** In the middle. */
  | 'CENTER'
  /** Where lines end, as numbers are. */
  | 'END'
  /** Where lines begin: on the left in English. */
  | 'START';

/** A file to download. */
export type Document = {
  __typename?: 'Document';
  /** In bytes. A whole number; an `Int` would end at two gigabytes. */
  fileSize: Scalars['Float']['output'];
  /** Its name, with the ending. */
  filename: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Where to download it: absolute. */
  url: Scalars['String']['output'];
};

/** A document to download. */
export type DownloadBlock = {
  __typename?: 'DownloadBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** The file. */
  document: Document;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** What it is, for the reader. */
  title: Scalars['String']['output'];
};

/** A player or page on another site. Load it only when the reader asks for it. */
export type EmbedBlock = {
  __typename?: 'EmbedBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** What readers find there. */
  title: Scalars['String']['output'];
  /** Its address on the other site. */
  url: Scalars['String']['output'];
};

/** The place of the reader's favorites, which the frontend keeps as translation keys. */
export type FavoritesNavigationItem = {
  __typename?: 'FavoritesNavigationItem';
  /** Stable, and different for every language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The words to show. */
  label: Scalars['String']['output'];
};

/** What must stay visible when an image is cropped further. */
export type FocalPoint = {
  __typename?: 'FocalPoint';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** From the left, 0 to 1. */
  x: Scalars['Float']['output'];
  /** From the top, 0 to 1. */
  y: Scalars['Float']['output'];
};

/** Several images that belong together. */
export type GalleryBlock = {
  __typename?: 'GalleryBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The images, never none. */
  items: Array<GalleryItem>;
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
};

/** An image of a gallery. */
export type GalleryItem = {
  __typename?: 'GalleryItem';
  /** Shown below the image. May be empty. */
  caption: Scalars['String']['output'];
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The image. */
  image: Image;
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
};

/** A heading. */
export type HeadingBlock = {
  __typename?: 'HeadingBlock';
  /** The same in all languages of the page: fit as an anchor in addresses. */
  anchor: Scalars['String']['output'];
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** 2 or 3; the page's title is 1. */
  level: Scalars['Int']['output'];
  /** The words of the heading. */
  text: Scalars['String']['output'];
};

/** A text in which the words that were searched for are marked. */
export type HighlightedText = {
  __typename?: 'HighlightedText';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The text in pieces, to be shown one behind the other. */
  parts: Array<TextPart>;
};

/** The front page of a language. */
export type HomePage = Node & Page & {
  __typename?: 'HomePage';
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** Below the news. */
  body: Array<Block>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** News an editor chose, in order. */
  chosenNews: Array<NewsPage>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `null`: there is none, or none that may be seen. */
  heroImage?: Maybe<Image>;
  /** Where the hero leads. `null`: nowhere, or to what may not be read. */
  heroLink?: Maybe<Link>;
  /** May be empty. */
  heroText: Scalars['String']['output'];
  /** May be empty. */
  heroTitle: Scalars['String']['output'];
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was asked for in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The latest news of the language; the editors say how many. */
  latestNews: Array<NewsPage>;
  /** The one path of the page on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** For search engines and shared links. */
  seo: Seo;
  /** The title, in `contentLanguage`. */
  title: Scalars['String']['output'];
  /** `null`: not known, because the page was imported and not published yet. */
  translation?: Maybe<Translation>;
  /** The same in all languages of the page: what to keep as a favorite. */
  translationKey: Scalars['ID']['output'];
  /** The absolute address of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** An image where it is used. */
export type Image = {
  __typename?: 'Image';
  /** What the image shows, in the language of the page. Empty: decorative. */
  alt: Scalars['String']['output'];
  /** `null`: the editor set none; the middle is as good as any. */
  focalPoint?: Maybe<FocalPoint>;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The whole image in a few dozen pixels as a `data:` URI, to show until a file has come. `null`: not made yet, for a few seconds after an image was uploaded. */
  placeholder?: Maybe<Scalars['String']['output']>;
  /** The image, made ready for one use. */
  rendition: Rendition;
};


/** An image where it is used. */
export type ImageRenditionArgs = {
  preset: ImagePreset;
};

/** An image with a caption. */
export type ImageBlock = {
  __typename?: 'ImageBlock';
  /** Shown below the image. May be empty. */
  caption: Scalars['String']['output'];
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The image. */
  image: Image;
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
};

/** A named use of images. Other sizes can't be asked for. */
export type ImagePreset =
  /** In lists and galleries: 3:2, cropped around the focal point. */
  | 'CARD'
  /** Inside a body: the whole image. */
  | 'INLINE'
  /** Above an article or in a hero: 16:9, cropped around the focal point. */
  | 'LEAD'
  /** A logo: the whole image, at most 160 pixels high. */
  | 'LOGO';

/** The files of one format, for a `<source>` of a `<picture>`. */
export type ImageSource = {
  __typename?: 'ImageSource';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** For `srcset`: absolute addresses with their real widths; none is enlarged. */
  srcSet: Scalars['String']['output'];
  /** MIME type, such as `image/webp`. */
  type: Scalars['String']['output'];
};

/** A language that has a public front page. */
export type Language = {
  __typename?: 'Language';
  /** The first part of its paths, such as `zh-hans`. */
  code: Scalars['String']['output'];
  /** For `dir` in HTML. */
  direction: TextDirection;
  /** The path of its front page, such as `/zh-hans/`. */
  homePath: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether the site is written in it and translated from it. */
  isSource: Scalars['Boolean']['output'];
  /** Its own name, such as `简体中文`. */
  name: Scalars['String']['output'];
  /** BCP 47 tag, such as `zh-Hans`. */
  tag: Scalars['String']['output'];
};

/** What a list does about pages that aren't translated. */
export type LanguageFallback =
  /** They are left out. */
  | 'NONE'
  /** They are given in the source language, with `isFallback`. */
  | 'SOURCE';

/** The place of the switch to the same page in another language. */
export type LanguageSwitchNavigationItem = {
  __typename?: 'LanguageSwitchNavigationItem';
  /** Stable, and different for every language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The words to show; with two languages the name of the other one. */
  label: Scalars['String']['output'];
};

/** The page that lists the legal notices. */
export type LegalIndexPage = Node & Page & {
  __typename?: 'LegalIndexPage';
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Above the list. May be empty. */
  introduction: Scalars['String']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was asked for in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The notices in force, each in the language or else the source language. */
  notices: Array<LegalNoticePage>;
  /** The one path of the page on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** For search engines and shared links. */
  seo: Seo;
  /** The title, in `contentLanguage`. */
  title: Scalars['String']['output'];
  /** `null`: not known, because the page was imported and not published yet. */
  translation?: Maybe<Translation>;
  /** The same in all languages of the page: what to keep as a favorite. */
  translationKey: Scalars['ID']['output'];
  /** The absolute address of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** A legal notice as one of its versions; title and body are that version's. */
export type LegalNoticePage = Node & Page & {
  __typename?: 'LegalNoticePage';
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** The text of the version. */
  body: Array<Block>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was asked for in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The one path of the page on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** BCP 47 tag of the language whose text decides where texts differ. */
  prevailingLanguage: Scalars['String']['output'];
  /** For search engines and shared links. */
  seo: Seo;
  /** The same in all languages; for the argument `slug`. */
  slug: Scalars['String']['output'];
  /** The title, in `contentLanguage`. */
  title: Scalars['String']['output'];
  /** `null`: not known, because the page was imported and not published yet. */
  translation?: Maybe<Translation>;
  /** The same in all languages of the page: what to keep as a favorite. */
  translationKey: Scalars['ID']['output'];
  /** The absolute address of the page on the frontend. */
  url: Scalars['String']['output'];
  /** The version shown: the one in force today, or on the day asked for. */
  version: LegalNoticeVersion;
  /** All versions, the newest first; it may not be in force yet. */
  versions: Array<LegalNoticeVersion>;
};

/** A version of a legal notice. Once published it never changes. */
export type LegalNoticeVersion = {
  __typename?: 'LegalNoticeVersion';
  /** The version as plain text: title, facts, and the body in CommonMark, with the hash of each file. Whoever keeps it can check `hash`; `docs/legal-notices.md` says how. */
  canonicalText: Scalars['String']['output'];
  /** The first day it is in force. */
  effectiveOn: Scalars['Date']['output'];
  /** SHA-256 of `canonicalText` in UTF-8, in hexadecimal digits. */
  hash: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** `true` in a preview only: the version that publishing would make. Its number and hash hold until another version is published. */
  isDraft: Scalars['Boolean']['output'];
  /** BCP 47 tag of its text: the source language where it isn't translated. */
  language: Scalars['String']['output'];
  /** From 1; a translation has the number of what it translates. */
  number: Scalars['Int']['output'];
  /** When it was published. */
  publishedAt: Scalars['DateTime']['output'];
};

/** Something to follow. Links whose target may not be read are never given. */
export type Link = {
  __typename?: 'Link';
  /** A path of the frontend, such as `/zh-hans/news/`, or an absolute address of another site. */
  href: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether the link leaves this site. */
  isExternal: Scalars['Boolean']['output'];
  /** BCP 47 tag of the linked page's content. It differs from the language of the answer where the page isn't translated. `null`: not known, because it is on another site. */
  language?: Maybe<Scalars['String']['output']>;
  /** The words of the link. */
  text: Scalars['String']['output'];
};

/** What an editor can place in the header. */
export type NavigationItem = FavoritesNavigationItem | LanguageSwitchNavigationItem | PageNavigationItem;

/** What kind of news an article is. */
export type NewsCategory = {
  __typename?: 'NewsCategory';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of the name: the source language where it isn't translated. */
  language: Scalars['String']['output'];
  /** In `language`. */
  name: Scalars['String']['output'];
  /** The same in all languages; for the argument `category`. */
  slug: Scalars['String']['output'];
};

/** The page that lists the news. The list itself is `news`. */
export type NewsIndexPage = Node & Page & {
  __typename?: 'NewsIndexPage';
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Above the list. May be empty. */
  introduction: Scalars['String']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was asked for in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The one path of the page on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** For search engines and shared links. */
  seo: Seo;
  /** The title, in `contentLanguage`. */
  title: Scalars['String']['output'];
  /** `null`: not known, because the page was imported and not published yet. */
  translation?: Maybe<Translation>;
  /** The same in all languages of the page: what to keep as a favorite. */
  translationKey: Scalars['ID']['output'];
  /** The absolute address of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** An article. */
export type NewsPage = Node & Page & {
  __typename?: 'NewsPage';
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** The article. */
  body: Array<Block>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** `null`: it has none, or none that is published. */
  category?: Maybe<NewsCategory>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was asked for in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Above the article. `null`: it has none, or none that may be seen. */
  leadImage?: Maybe<Image>;
  /** The one path of the page on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** The date readers see; the same in all languages. */
  publicationDate: Scalars['Date']['output'];
  /** Articles an editor recommends; those that may not be read are left out. */
  relatedNews: Array<NewsPage>;
  /** For search engines and shared links. */
  seo: Seo;
  /** Two or three sentences. */
  summary: Scalars['String']['output'];
  /** In the editor's order. */
  tags: Array<NewsTag>;
  /** The title, in `contentLanguage`. */
  title: Scalars['String']['output'];
  /** `null`: not known, because the page was imported and not published yet. */
  translation?: Maybe<Translation>;
  /** The same in all languages of the page: what to keep as a favorite. */
  translationKey: Scalars['ID']['output'];
  /** The absolute address of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** Some news of a list, as Relay's specification of connections describes it. */
export type NewsPageConnection = {
  __typename?: 'NewsPageConnection';
  /** The latest first. */
  edges: Array<NewsPageEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** How many news the whole list has. Ask only when it is shown. */
  totalCount: Scalars['Int']['output'];
};

/** An article in its place in a list. */
export type NewsPageEdge = {
  __typename?: 'NewsPageEdge';
  /** Its place, for the argument `after`. */
  cursor: Scalars['String']['output'];
  /** The article. */
  node: NewsPage;
};

/** What an article is about. */
export type NewsTag = {
  __typename?: 'NewsTag';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of the name: the source language where it isn't translated. */
  language: Scalars['String']['output'];
  /** In `language`. */
  name: Scalars['String']['output'];
  /** The same in all languages; for the argument `tag`. */
  slug: Scalars['String']['output'];
};

/** An object with an ID */
export type Node = {
  /** The ID of the object */
  id: Scalars['ID']['output'];
};

/** Nothing is at this address. */
export type NotFoundRoute = {
  __typename?: 'NotFoundRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The address as it was asked for. */
  path: Scalars['String']['output'];
};

/** Who publishes the site. Texts that the editors left out are empty. */
export type Organisation = {
  __typename?: 'Organisation';
  /** Postal address in lines. May be empty. */
  address: Scalars['String']['output'];
  /** What the organisation does. May be empty. */
  description: Scalars['String']['output'];
  /** May be empty. */
  email: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** `null`: there is none. */
  logo?: Maybe<Image>;
  /** The full name. */
  name: Scalars['String']['output'];
  /** For narrow screens. May be empty. */
  shortName: Scalars['String']['output'];
  /** A motto. May be empty. */
  tagline: Scalars['String']['output'];
  /** May be empty. */
  telephone: Scalars['String']['output'];
};

/** A page of the site as a reader of one language gets it. */
export type Page = {
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was asked for in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The one path of the page on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** For search engines and shared links. */
  seo: Seo;
  /** The title, in `contentLanguage`. */
  title: Scalars['String']['output'];
  /** `null`: not known, because the page was imported and not published yet. */
  translation?: Maybe<Translation>;
  /** The same in all languages of the page: what to keep as a favorite. */
  translationKey: Scalars['ID']['output'];
  /** The absolute address of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** Where a part of a list begins and ends, and whether there is more of it. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last entry, to ask for what comes `after` this part. Of an empty part, as with `first: 0`, the cursor it was asked for with; `null`: without any. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether something comes behind this part: ask for it `after`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something comes before this part: ask for it `before`. Of a part that was asked for forwards: whether it begins `after` a cursor or further on. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first entry, to ask for what comes `before` this part. Of an empty part the cursor it was asked for with; `null`: without any. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A page in the header. */
export type PageNavigationItem = {
  __typename?: 'PageNavigationItem';
  /** Stable, and different for every language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The words to show. */
  label: Scalars['String']['output'];
  /** Where it leads. */
  link: Link;
};

/** A page is at this address. */
export type PageRoute = {
  __typename?: 'PageRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The page. */
  page: Page;
};

/** All that can be read. There are no mutations: the public API changes nothing. */
export type Query = {
  __typename?: 'Query';
  /** What became readable, changed or disappeared since another build. A page counts as changed with its content, its address or its translations. What shows parts of other pages, such as lists, the front page, breadcrumbs and links, isn't told apart: make it anew whenever there are changes. `null`: only beside an error. */
  changes?: Maybe<ChangeConnection>;
  /** The front page of a language. `null`: it was unpublished just now. */
  home?: Maybe<HomePage>;
  /** The languages of the site, the source language first. */
  languages: Array<Language>;
  /** A legal notice as it was in force on a day: in the language, or else in the source language with `isFallback`. `null`: no such notice was in force. */
  legalNotice?: Maybe<LegalNoticePage>;
  /** The legal notices in force, each in the language or else in the source language with `isFallback`. `null`: only beside an error. */
  legalNotices?: Maybe<Array<LegalNoticePage>>;
  /** The news of a language, the latest first. `null`: there is no such category, tag or year; a cursor isn't one of this list, or no page has the number. */
  news?: Maybe<NewsPageConnection>;
  /** The categories of news, by name. `null`: only beside an error. */
  newsCategories?: Maybe<Array<NewsCategory>>;
  /** The page of an id. `null`: there is none, or it may not be read. */
  node?: Maybe<Node>;
  /** Pages a frontend remembered, in the order asked for: each in the language, or else in the source language with `isFallback`. Pages that may not be read are left out, and keys of none. `null`: only beside an error. */
  pages?: Maybe<Array<Page>>;
  /** A page as readers will get it if it is published as its editor has it now. Never keep the answer, and don't let it reach a cache: it has the `id` of the published page. `null`: the token is unknown or has expired, or its user may not edit the page any more. */
  preview?: Maybe<Page>;
  /** All redirects of the site in all languages, those of moved and renamed pages included. `route` follows them by itself; a static host needs the list. `null`: `after` isn't a cursor of this list. */
  redirects?: Maybe<RedirectConnection>;
  /** What is at an address: the one question of a frontend's catch-all route. */
  route: Route;
  /** The pages that hold some words: those first whose title holds more of them, then the latest. None where there is no word in `query`. `null`: a cursor isn't one of this list, or no page has the number. */
  search?: Maybe<SearchResultConnection>;
  /** Every address of a language that has something to read. `null`: a cursor isn't one of this list, or no page has the number. */
  sitemap?: Maybe<SitemapEntryConnection>;
  /** Identity, header and footer in a language, or else in the source language with `isFallback`. `null`: the editors haven't published any. */
  sitewide?: Maybe<Sitewide>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language?: InputMaybe<Scalars['String']['input']>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryHomeArgs = {
  language: Scalars['String']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryLegalNoticeArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  language: Scalars['String']['input'];
  slug: Scalars['String']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryLegalNoticesArgs = {
  language: Scalars['String']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryNewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<Scalars['String']['input']>;
  fallback?: InputMaybe<LanguageFallback>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language: Scalars['String']['input'];
  last?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  tag?: InputMaybe<Scalars['String']['input']>;
  year?: InputMaybe<Scalars['Int']['input']>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryNewsCategoriesArgs = {
  language: Scalars['String']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryPagesArgs = {
  language: Scalars['String']['input'];
  translationKeys: Array<Scalars['ID']['input']>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryPreviewArgs = {
  token: Scalars['String']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryRedirectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QueryRouteArgs = {
  path: Scalars['String']['input'];
  site?: InputMaybe<Scalars['String']['input']>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QuerySearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language: Scalars['String']['input'];
  last?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QuerySitemapArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language: Scalars['String']['input'];
  last?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
};


/** All that can be read. There are no mutations: the public API changes nothing. */
export type QuerySitewideArgs = {
  language: Scalars['String']['input'];
};

/** What somebody said. */
export type QuoteBlock = {
  __typename?: 'QuoteBlock';
  /** Who said it. May be empty. */
  attribution: Scalars['String']['output'];
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The words, without quotation marks. */
  quote: Scalars['String']['output'];
};

/** What was at an address is somewhere else now. */
export type Redirect = {
  __typename?: 'Redirect';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether to answer 308 or 301 rather than 307 or 302. */
  isPermanent: Scalars['Boolean']['output'];
  /** The old path on the frontend, without the slash at the end, not encoded. */
  path: Scalars['String']['output'];
  /** A path of the frontend, or an absolute address of another site. */
  target: Scalars['String']['output'];
};

/** Some redirects, as Relay's specification of connections describes it. */
export type RedirectConnection = {
  __typename?: 'RedirectConnection';
  /** The oldest first. Redirects at whose address a page stands again are left out, and what else `route` doesn't follow, so there may be fewer than asked for and more behind them. */
  edges: Array<RedirectEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** How many redirects there are, with those that are left out. */
  totalCount: Scalars['Int']['output'];
};

/** A redirect in its place. */
export type RedirectEdge = {
  __typename?: 'RedirectEdge';
  /** Its place, for the argument `after`. */
  cursor: Scalars['String']['output'];
  /** The redirect. */
  node: Redirect;
};

/** What was at this address is somewhere else now. */
export type RedirectRoute = {
  __typename?: 'RedirectRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether to answer 308 or 301 rather than 307 or 302. */
  isPermanent: Scalars['Boolean']['output'];
  /** A path of the frontend, or an absolute address of another site. */
  path: Scalars['String']['output'];
};

/** An image in one preset. */
export type Rendition = {
  __typename?: 'Rendition';
  /** Of `src`, in pixels. */
  height: Scalars['Int']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The formats there are, the best first: AVIF, WebP, then JPEG or PNG. Empty for a few seconds after an image was uploaded; AVIF comes last. */
  sources: Array<ImageSource>;
  /** The absolute address of a file that every browser shows. */
  src: Scalars['String']['output'];
  /** Of `src`, in pixels. Smaller than the preset where the image is. */
  width: Scalars['Int']['output'];
};

/** A login or password is needed to read what is at this address. No more is told. */
export type RestrictedRoute = {
  __typename?: 'RestrictedRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The address as it was asked for. */
  path: Scalars['String']['output'];
};

/** Text with paragraphs, lists, emphasis and links. */
export type RichText = {
  __typename?: 'RichText';
  /** A tree of typed nodes. Links are as in `html`, with `hreflang`. */
  document: Scalars['RichTextDocument']['output'];
  /** Safe HTML. Links lead to paths of the frontend in the language of the answer, with `hreflang`; what may not be read is plain text. */
  html: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** CommonMark. Links are as in `html`, without `hreflang`. */
  markdown: Scalars['String']['output'];
  /** The words alone, a line for every paragraph or list item. */
  text: Scalars['String']['output'];
};

/** Paragraphs and lists. */
export type RichTextBlock = {
  __typename?: 'RichTextBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The text. */
  richText: RichText;
};

/** What a frontend's catch-all route shows. */
export type Route = NotFoundRoute | PageRoute | RedirectRoute | RestrictedRoute | UntranslatedRoute;

/** A page that holds all words of a question. */
export type SearchResult = {
  __typename?: 'SearchResult';
  /** The place of its text that shows best why it was found, of about 200 characters; the beginning of the text where only the title holds the words. May have no parts. */
  excerpt: HighlightedText;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The page. */
  page: Page;
  /** The page's title, with what was found. */
  title: HighlightedText;
};

/** Some results of a search, as Relay's specification of connections describes it. */
export type SearchResultConnection = {
  __typename?: 'SearchResultConnection';
  /** The best first. */
  edges: Array<SearchResultEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** How many results there are. */
  totalCount: Scalars['Int']['output'];
};

/** A result in its place. */
export type SearchResultEdge = {
  __typename?: 'SearchResultEdge';
  /** Its place, for the argument `after`. */
  cursor: Scalars['String']['output'];
  /** The result. */
  node: SearchResult;
};

/** What search engines and shared links show. */
export type Seo = {
  __typename?: 'Seo';
  /** For `<link rel="canonical">`: absolute. Another than `url` where the page stands in for a missing translation. */
  canonicalUrl: Scalars['String']['output'];
  /** For the meta description. Of news the summary, where the editor wrote none. May be empty. */
  description: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** schema.org nodes as JSON, safe inside `<script type="application/ld+json">`: the breadcrumbs, and what the page is (NewsArticle; Organization on front pages). */
  jsonLd: Scalars['String']['output'];
  /** For `<title>`. */
  title: Scalars['String']['output'];
};

/** A page that can be read in the language, and its address. */
export type SitemapEntry = {
  __typename?: 'SitemapEntry';
  /** The real and public translations, `x-default` included, for `<xhtml:link>`; the same list for each of them. */
  alternates: Array<Alternate>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether the page isn't translated and shows the text of another language. A static build makes it; a sitemap for search engines leaves it out. */
  isFallback: Scalars['Boolean']['output'];
  /** When it was published last, for `<lastmod>`. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Path on the frontend, such as `/zh-hans/news/`. */
  path: Scalars['String']['output'];
  /** The same in all its languages. */
  translationKey: Scalars['ID']['output'];
  /** Absolute address on the frontend. */
  url: Scalars['String']['output'];
};

/** Some addresses, as Relay's specification of connections describes it. */
export type SitemapEntryConnection = {
  __typename?: 'SitemapEntryConnection';
  /** In an order that new and moved pages don't change. */
  edges: Array<SitemapEntryEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** How many addresses there are. */
  totalCount: Scalars['Int']['output'];
};

/** An address in its place. */
export type SitemapEntryEdge = {
  __typename?: 'SitemapEntryEdge';
  /** Its place, for the argument `after`. */
  cursor: Scalars['String']['output'];
  /** The address. */
  node: SitemapEntry;
};

/** What every page shows: identity, header and footer. */
export type Sitewide = {
  __typename?: 'Sitewide';
  /** BCP 47 tag of the language it is written in. */
  contentLanguage: Scalars['String']['output'];
  /** Pages that may not be read are left out. */
  footerLinks: Array<Link>;
  /** May be empty. */
  footerText: Scalars['String']['output'];
  /** From left to right. Pages that may not be read are left out. */
  headerNavigation: Array<NavigationItem>;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language it was asked for in. */
  language: Scalars['String']['output'];
  /** Who publishes. */
  organisation: Organisation;
};

/** A table of texts. */
export type TableBlock = {
  __typename?: 'TableBlock';
  /** One for each column. */
  alignments: Array<ColumnAlignment>;
  /** What it shows, for `<caption>`. May be empty. */
  caption: Scalars['String']['output'];
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Whether the first cell of each row is its heading. */
  hasHeaderColumn: Scalars['Boolean']['output'];
  /** Whether the first row holds headings of columns. */
  hasHeaderRow: Scalars['Boolean']['output'];
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The rows, with that of the headings. */
  rows: Array<TableRow>;
};

/** A cell of a table. */
export type TableCell = {
  __typename?: 'TableCell';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** Plain text. May be empty. */
  text: Scalars['String']['output'];
};

/** A row of a table. */
export type TableRow = {
  __typename?: 'TableRow';
  /** One for each column. */
  cells: Array<TableCell>;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
};

/** The direction a language is written in. */
export type TextDirection =
  /** From left to right. */
  | 'LTR'
  /** From right to left. */
  | 'RTL';

/** A piece of plain text, never of HTML. */
export type TextPart = {
  __typename?: 'TextPart';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether it is what was searched for: for `<mark>`. */
  isMatch: Scalars['Boolean']['output'];
  /** To be shown as it is, spaces included. */
  text: Scalars['String']['output'];
};

/** How far a page is translated, and whether it is up to date. */
export type Translation = {
  __typename?: 'Translation';
  /** How many texts of the source as it is now are translated. */
  done: Scalars['Int']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** How much of `total` was translated by a machine and not revised, 0 to 1. */
  machineTranslatedShare: Scalars['Float']['output'];
  /** When the words of the source changed last. `null`: not known. */
  sourceUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** In a word. */
  state: TranslationState;
  /** How many texts the source has now. */
  total: Scalars['Int']['output'];
};

/** How a page's text stands to the text of its source, judged by the words alone. */
export type TranslationState =
  /** It stands in for a missing translation: all is in the source language. */
  | 'ALIAS'
  /** It says all that the source says. */
  | 'COMPLETE'
  /** Some texts aren't translated; they are in the source language. */
  | 'PARTIAL'
  /** It is the source itself. */
  | 'SOURCE'
  /** The source has changed since; tell the reader. */
  | 'STALE';

/** The page at this address isn't in this language. It can be read in others. */
export type UntranslatedRoute = {
  __typename?: 'UntranslatedRoute';
  /** The languages there are. */
  alternates: Array<Alternate>;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of the language the address asks for. */
  language: Scalars['String']['output'];
};
