// Made by npm run codegen; never edited. Contract: 8f7d9781c18bf1f6c262a4b5c7b9d64ddb917d7f88aa3167204a280f025923e2
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

/** Texts that readers open by their titles, such as frequent questions. */
export type AccordionBlock = {
  __typename?: 'AccordionBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The entries, never none. */
  items: Array<AccordionItem>;
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
};

/** An entry of an accordion. */
export type AccordionItem = {
  __typename?: 'AccordionItem';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The answer. */
  richText: RichText;
  /** The question, or another title. */
  title: Scalars['String']['output'];
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
  /** Absolute URL on the frontend. */
  url: Scalars['String']['output'];
};

/**
 * A part of a body. Blocks that refer to something the reader may not see are left out.
 *
 * New kinds of blocks may be added: skip those your frontend doesn't know.
 */
export type Block = AccordionBlock | CallToActionBlock | ContactPersonBlock | DocumentListBlock | DownloadBlock | EmbedBlock | FootnotesBlock | GalleryBlock | HeadingBlock | ImageBlock | NoticeBlock | QuoteBlock | ReusableTextBlock | RichTextBlock | StepsBlock | TableBlock;

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
  /** The target. */
  link: Link;
  /** The invitation. May be empty. */
  text: Scalars['String']['output'];
};

/** A page in one language that has changed for readers. */
export type Change = {
  __typename?: 'Change';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The kind of change. */
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
  /** The oldest first; each page once in a language, at its latest change. A path that a page has left comes as `REMOVED`, before the page at its new path. */
  edges: Array<ChangeEdge>;
  /** `endCursor` is there even where nothing has changed: keep it for the next build. */
  pageInfo: PageInfo;
  /** Whether something changed that any page may show: header and footer, categories and tags, languages, the host of the site. Rebuild all pages. */
  rebuildEverything: Scalars['Boolean']['output'];
  /** The number of changes after `after`, including these: the work that is left. */
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

/** The kind of change to a page in a language. */
export type ChangeKind =
  /** It can be read: new, with changed content, or at another path. Build it. */
  | 'PUBLISHED'
  /** Nothing can be read at its path now. Remove it. */
  | 'REMOVED';

/** The alignment of the texts of a column. */
export type ColumnAlignment =
  /** In the middle. */
  | 'CENTER'
  /** The side where lines end, as for numbers. */
  | 'END'
  /** The side where lines begin: left in English. */
  | 'START';

/** A line of either version or of both. Without `REMOVED` words it is that of the new one. */
export type ComparedLine = {
  __typename?: 'ComparedLine';
  /** What became of it. */
  change: LegalNoticeChange;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** What it is. */
  kind: LegalNoticeLineKind;
  /** Of a heading its level; of other lines their depth in lists and quotations. */
  level: Scalars['Int']['output'];
  /** Its words, in order. */
  words: Array<ComparedWords>;
};

/** Words of a line that are in both versions, or in one of them. */
export type ComparedWords = {
  __typename?: 'ComparedWords';
  /** `SAME`, `ADDED` or `REMOVED`. */
  change: LegalNoticeChange;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Plain text with the spaces around it; may hold line breaks. */
  text: Scalars['String']['output'];
};

/** A person or office that readers may turn to. */
export type ContactPersonBlock = {
  __typename?: 'ContactPersonBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** The e-mail address. May be empty. */
  email: Scalars['String']['output'];
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The name. */
  name: Scalars['String']['output'];
  /** The photo; `null`: there is none, or none that may be seen. */
  photo?: Maybe<Image>;
  /** The role, such as “Press office”. May be empty. */
  role: Scalars['String']['output'];
  /** The telephone number, as people write it. May be empty. */
  telephone: Scalars['String']['output'];
};

/** A file to download. */
export type Document = {
  __typename?: 'Document';
  /** In bytes. A whole number; an `Int` would end at two gigabytes. */
  fileSize: Scalars['Float']['output'];
  /** Its name, with the ending. */
  filename: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The absolute URL of the download. */
  url: Scalars['String']['output'];
};

/** Several documents to download. */
export type DocumentListBlock = {
  __typename?: 'DocumentListBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** Those the reader may read, never none. */
  items: Array<DocumentListItem>;
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
};

/** A document of a list. */
export type DocumentListItem = {
  __typename?: 'DocumentListItem';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** The file. */
  document: Document;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The title of the document for readers. */
  title: Scalars['String']['output'];
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
  /** The title of the document for readers. */
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
  /** The title of the embedded content. */
  title: Scalars['String']['output'];
  /** Its URL on the other site. */
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

/** The point that must stay visible when an image is cropped further. */
export type FocalPoint = {
  __typename?: 'FocalPoint';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** From the left, 0 to 1. */
  x: Scalars['Float']['output'];
  /** From the top, 0 to 1. */
  y: Scalars['Float']['output'];
};

/** A note. */
export type Footnote = {
  __typename?: 'Footnote';
  /** The `id` to give it: links in the text lead to it, as `#footnote-1` in `html`, `markdown` and `document`. */
  anchor: Scalars['String']['output'];
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** Its number, the same in all languages of the page. */
  number: Scalars['Int']['output'];
  /** The text. */
  richText: RichText;
};

/** The notes of a text. */
export type FootnotesBlock = {
  __typename?: 'FootnotesBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The notes, never none. */
  notes: Array<Footnote>;
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
  /** The same in all languages of the page: usable as an anchor in URLs. */
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
  /** The text in pieces, to be shown one after the other. */
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
  /** The link of the hero. `null`: it has none, or its target may not be read. */
  heroLink?: Maybe<Link>;
  /** May be empty. */
  heroText: Scalars['String']['output'];
  /** May be empty. */
  heroTitle: Scalars['String']['output'];
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was requested in. */
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
  /** The absolute URL of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** An image where it is used. */
export type Image = {
  __typename?: 'Image';
  /** A description of the image, in the language of the page. Empty: decorative. */
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

/** A named use of images. Other sizes can't be requested. */
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
  /** For `srcset`: absolute URLs with their real widths; none is enlarged. */
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

/** The treatment of untranslated pages in a list. */
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
  /** Absolute URL of the Atom feed of changes in the language of the answer, on the CMS. */
  feedUrl: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Above the list. May be empty. */
  introduction: Scalars['String']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was requested in. */
  language: Scalars['String']['output'];
  /** When it was published last. `null`: not known. */
  lastPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The notices in force, each in the language or else the source language. Those that are withdrawn are left out. */
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
  /** The absolute URL of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** A version or a withdrawal, chained to the one before; `docs/legal-notices.md` says how. */
export type LegalNoticeChainEntry = {
  __typename?: 'LegalNoticeChainEntry';
  /** SHA-256 of `statement` in UTF-8, in hexadecimal digits, as it was published. */
  hash: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** From 1. */
  position: Scalars['Int']['output'];
  /** Ed25519 signature of `statement` in Base64. `null`: it isn't signed. */
  signature?: Maybe<Scalars['String']['output']>;
  /** A JSON array of its facts and of the hash before. Keep the text as it is. */
  statement: Scalars['String']['output'];
};

/** The fate of a line, or of words in it, from the old version to the new one. */
export type LegalNoticeChange =
  /** It is in the new version only. */
  | 'ADDED'
  /** Of lines only: some of its words were added or removed. */
  | 'CHANGED'
  /** It is in the old version only. */
  | 'REMOVED'
  /** It is in both versions. */
  | 'SAME';

/** The weight of a change, as the editor who published it judged it. */
export type LegalNoticeChangeKind =
  /** An editorial correction: the meaning stays the same. */
  | 'EDITORIAL'
  /** Rights or duties change. */
  | 'SUBSTANTIVE';

/** Two versions of a notice in one language, compared by words. */
export type LegalNoticeComparison = {
  __typename?: 'LegalNoticeComparison';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Headings, paragraphs, items and rows in order, removed ones where they were. Targets of links and marks such as bold aren't compared; `canonicalText` has them. */
  lines: Array<ComparedLine>;
  /** The one after. */
  new: LegalNoticeVersion;
  /** The one before. */
  old: LegalNoticeVersion;
};

/** The lag of a translation behind the text that prevails. Tell the reader. */
export type LegalNoticeLag = {
  __typename?: 'LegalNoticeLag';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The versions of the prevailing text after that, the newest first. They may be in force, or have a day to come. Never empty. */
  missing: Array<LegalNoticeVersion>;
  /** The number of the newest version that is translated. */
  renderedNumber: Scalars['Int']['output'];
};

/** The place of a line in its notice. */
export type LegalNoticeLineKind =
  /** A heading. */
  | 'HEADING'
  /** A paragraph of an item of a list. */
  | 'LIST_ITEM'
  /** A paragraph, also one with nothing but a link to a file. */
  | 'PARAGRAPH'
  /** A paragraph of a quotation. */
  | 'QUOTATION'
  /** A row of a table, with ` | ` between its cells. */
  | 'TABLE_ROW'
  /** The title of the notice. */
  | 'TITLE';

/** A legal notice as one of its versions; title and body are that version's. */
export type LegalNoticePage = Node & Page & {
  __typename?: 'LegalNoticePage';
  /** The real and public translations, this page and `x-default` included; the same list on each of them. */
  alternates: Array<Alternate>;
  /** How far the translation into `language` is behind the text that prevails. `null`: it isn't, it prevails itself, or there is none. */
  behind?: Maybe<LegalNoticeLag>;
  /** The text of the version. */
  body: Array<Block>;
  /** The pages above this one, from the front page down. */
  breadcrumbs: Array<Breadcrumb>;
  /** All that was published in `contentLanguage`, the oldest first: also versions that others replaced, and withdrawals. Whoever keeps it can check it later. */
  chain: Array<LegalNoticeChainEntry>;
  /** Two of `versions` compared by words. `null`: one isn't among them, or they are in different languages. */
  comparison?: Maybe<LegalNoticeComparison>;
  /** BCP 47 tag of the language the content is written in. */
  contentLanguage: Scalars['String']['output'];
  /** When it went live first. `null`: not known. */
  firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, for caches and `node`: this page as it is read in `language`, so it stays the same when a missing translation appears. A version of a legal notice that isn't in force today has an id of its own. */
  id: Scalars['ID']['output'];
  /** Whether `contentLanguage` is another than `language`: it isn't translated. */
  isFallback: Scalars['Boolean']['output'];
  /** BCP 47 tag of the language the page was requested in. */
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
  /** The absolute URL of the page on the frontend. */
  url: Scalars['String']['output'];
  /** The version shown: the one in force today, or on the requested day. */
  version: LegalNoticeVersion;
  /** All versions, the newest first; it may not be in force yet. */
  versions: Array<LegalNoticeVersion>;
  /** As published today, whichever version is shown. `null`: it isn't withdrawn. */
  withdrawal?: Maybe<LegalNoticeWithdrawal>;
};


/** A legal notice as one of its versions; title and body are that version's. */
export type LegalNoticePageComparisonArgs = {
  new: Scalars['Int']['input'];
  old: Scalars['Int']['input'];
};

/** A version of a legal notice. Once published it never changes. */
export type LegalNoticeVersion = {
  __typename?: 'LegalNoticeVersion';
  /** The version as plain text: title, facts, and the body in CommonMark, with the hash of each file. Whoever keeps it can check `hash`; `docs/legal-notices.md` says how. */
  canonicalText: Scalars['String']['output'];
  /** `null`: the editor didn't say. Don't guess it from the text. */
  changeKind?: Maybe<LegalNoticeChangeKind>;
  /** What changed with this version, in `language`, in an editor's words. Plain text, may have several lines. `null`: nobody wrote it. */
  changeNote?: Maybe<Scalars['String']['output']>;
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

/** The end of a legal notice. It can still be read, and is no longer listed. */
export type LegalNoticeWithdrawal = {
  __typename?: 'LegalNoticeWithdrawal';
  /** Whether that day has come, by the newsroom's clock. */
  hasEnded: Scalars['Boolean']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of `reason`: the source language where it isn't translated. */
  language: Scalars['String']['output'];
  /** For readers; plain text. May be empty. */
  reason: Scalars['String']['output'];
  /** The notice that holds instead, in the language of the answer where it is translated. `null`: none does, or it may not be read. */
  replacedBy?: Maybe<Link>;
  /** The first day it is no longer in force. It may be announced ahead. */
  withdrawnOn: Scalars['Date']['output'];
};

/** Something to follow. Links whose target may not be read are never given. */
export type Link = {
  __typename?: 'Link';
  /** A path of the frontend, such as `/zh-hans/news/`, or an absolute URL of another site. */
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

/** A field or block of a page with text that a machine translated and nobody has confirmed. */
export type MachineTranslatedPart = {
  __typename?: 'MachineTranslatedPart';
  /** `id` of the block of the body. `null`: it is a field. */
  blockId?: Maybe<Scalars['ID']['output']>;
  /** Who translated it last, `DeepL`. `null`: not known. */
  engine?: Maybe<Scalars['String']['output']>;
  /** Name of the field in the CMS, such as `title`, `summary`, `seoTitle` or `leadImageAlt`; `body` for blocks. */
  field: Scalars['String']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** When. `null`: not known. */
  translatedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** The texts of a page that a machine translated and no person has confirmed. */
export type MachineTranslation = {
  __typename?: 'MachineTranslation';
  /** The names of the engines, as far as they are known. */
  engines: Array<Scalars['String']['output']>;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether other texts of the page are written by people. */
  isPartial: Scalars['Boolean']['output'];
  /** The fields and blocks these texts are in. */
  parts: Array<MachineTranslatedPart>;
  /** When the latest of the texts was translated. `null`: not known. */
  translatedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** An item that editors can place in the header. */
export type NavigationItem = FavoritesNavigationItem | LanguageSwitchNavigationItem | PageNavigationItem;

/** The kind of news an article is. */
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
  /** BCP 47 tag of the language the page was requested in. */
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
  /** The absolute URL of the page on the frontend. */
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
  /** BCP 47 tag of the language the page was requested in. */
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
  /** The absolute URL of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** Some news of a list, as Relay's specification of connections describes it. */
export type NewsPageConnection = {
  __typename?: 'NewsPageConnection';
  /** The latest first. */
  edges: Array<NewsPageEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** The number of news in the whole list. Request it only if it is shown. */
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

/** A topic of an article. */
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

/** There is nothing at this path. */
export type NotFoundRoute = {
  __typename?: 'NotFoundRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The path as it was requested. */
  path: Scalars['String']['output'];
};

/** A text that stands out: information or a warning. Say which in words, not by colour alone. */
export type NoticeBlock = {
  __typename?: 'NoticeBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The text. */
  richText: RichText;
  /** May be empty. */
  title: Scalars['String']['output'];
  /** The kind of notice. */
  urgency: NoticeUrgency;
};

/** The urgency of a notice. */
export type NoticeUrgency =
  /** Worth knowing. */
  | 'INFO'
  /** To be read before anything is done. */
  | 'WARNING';

/** The publisher of the site. Texts that the editors left out are empty. */
export type Organisation = {
  __typename?: 'Organisation';
  /** Postal address in lines. May be empty. */
  address: Scalars['String']['output'];
  /** The purpose of the organisation. May be empty. */
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
  /** BCP 47 tag of the language the page was requested in. */
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
  /** The absolute URL of the page on the frontend. */
  url: Scalars['String']['output'];
};

/** The first and last position of a part of a list, and whether there are more entries. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last entry, to request the entries `after` this part. For an empty part, as with `first: 0`, the cursor of the request; `null`: it had none. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are entries after this part: request them with `after`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are entries before this part: request them with `before`. For a part requested forwards: whether it begins `after` a cursor or further on. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first entry, to request the entries `before` this part. For an empty part, the cursor of the request; `null`: it had none. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A page in the header. */
export type PageNavigationItem = {
  __typename?: 'PageNavigationItem';
  /** Stable, and different for every language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The words to show. */
  label: Scalars['String']['output'];
  /** The target. */
  link: Link;
};

/** There is a page at this path. */
export type PageRoute = {
  __typename?: 'PageRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The page. */
  page: Page;
};

/** All readable content. There are no mutations: the public API changes nothing. */
export type Query = {
  __typename?: 'Query';
  /** The pages that became readable, changed or disappeared since another build. A page counts as changed with its content, its path or its translations. Screens that show parts of other pages, such as lists, the front page, breadcrumbs and links, aren't reported: rebuild them whenever there are changes. `null`: only with an error. */
  changes?: Maybe<ChangeConnection>;
  /** The front page of a language. `null`: it was unpublished just now. */
  home?: Maybe<HomePage>;
  /** The languages of the site, the source language first. */
  languages: Array<Language>;
  /** A legal notice as it was in force on a day: in the language, or else in the source language with `isFallback`. One that is withdrawn is given with its `withdrawal`. `null`: no such notice was in force. */
  legalNotice?: Maybe<LegalNoticePage>;
  /** The legal notices in force, each in the language or else in the source language with `isFallback`. Those that are withdrawn are left out. `null`: only with an error. */
  legalNotices?: Maybe<Array<LegalNoticePage>>;
  /** The news of a language, the latest first. `null`: the category, tag or year doesn't exist, a cursor isn't one of this list, or no page has the number. */
  news?: Maybe<NewsPageConnection>;
  /** The categories of news, by name. `null`: only with an error. */
  newsCategories?: Maybe<Array<NewsCategory>>;
  /** The page of an id. `null`: there is none, or it may not be read. */
  node?: Maybe<Node>;
  /** Pages a frontend remembered, in the order requested: each in the language, or else in the source language with `isFallback`. Pages that may not be read are left out, and unknown keys. `null`: only with an error. */
  pages?: Maybe<Array<Page>>;
  /** A page as readers will get it if it is published as its editor has it now. Never keep the answer, and don't let it reach a cache: it has the `id` of the published page. `null`: the token is unknown or has expired, or its user may no longer edit the page. */
  preview?: Maybe<Page>;
  /** A page that needs a login or password, for a reader who has got a token for it. Ask by POST, never keep the answer, and don't let it reach a cache. `null`: the token has expired or is for other pages, or there is no private page at this path. Other private pages that this one leads to are left out, as for any reader. */
  privatePage?: Maybe<Page>;
  /** All redirects of the site in all languages, including those of moved and renamed pages. `route` follows them itself; a static host needs the list. `null`: `after` isn't a cursor of this list. */
  redirects?: Maybe<RedirectConnection>;
  /** The content at a path: the one request of a frontend's catch-all route. */
  route: Route;
  /** The pages that hold some words: those first whose title holds more of them, then the latest. None if `query` has no word. `null`: a cursor isn't one of this list, or no page has the number. */
  search?: Maybe<SearchResultConnection>;
  /** Every page of a language that can be read, with its path. `null`: a cursor isn't one of this list, or no page has the number. */
  sitemap?: Maybe<SitemapEntryConnection>;
  /** Identity, header and footer in a language, or else in the source language with `isFallback`. `null`: the editors haven't published any. */
  sitewide?: Maybe<Sitewide>;
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language?: InputMaybe<Scalars['String']['input']>;
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryHomeArgs = {
  language: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryLegalNoticeArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  language: Scalars['String']['input'];
  slug: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryLegalNoticesArgs = {
  language: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
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


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryNewsCategoriesArgs = {
  language: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryPagesArgs = {
  language: Scalars['String']['input'];
  translationKeys: Array<Scalars['ID']['input']>;
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryPreviewArgs = {
  token: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryPrivatePageArgs = {
  path: Scalars['String']['input'];
  site?: InputMaybe<Scalars['String']['input']>;
  token: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryRedirectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QueryRouteArgs = {
  path: Scalars['String']['input'];
  site?: InputMaybe<Scalars['String']['input']>;
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QuerySearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language: Scalars['String']['input'];
  last?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QuerySitemapArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language: Scalars['String']['input'];
  last?: InputMaybe<Scalars['Int']['input']>;
  page?: InputMaybe<Scalars['Int']['input']>;
};


/** All readable content. There are no mutations: the public API changes nothing. */
export type QuerySitewideArgs = {
  language: Scalars['String']['input'];
};

/** A quotation. */
export type QuoteBlock = {
  __typename?: 'QuoteBlock';
  /** The person quoted. May be empty. */
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

/** A path whose content has moved to another URL. */
export type Redirect = {
  __typename?: 'Redirect';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether to answer 308 or 301 rather than 307 or 302. */
  isPermanent: Scalars['Boolean']['output'];
  /** The old path on the frontend, without the slash at the end, not encoded. */
  path: Scalars['String']['output'];
  /** A path of the frontend, or an absolute URL of another site. */
  target: Scalars['String']['output'];
};

/** Some redirects, as Relay's specification of connections describes it. */
export type RedirectConnection = {
  __typename?: 'RedirectConnection';
  /** The oldest first. Redirects from paths that have a page again are left out, and any others that `route` doesn't follow, so there may be fewer than requested and more after them. */
  edges: Array<RedirectEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** The number of redirects, including those that are left out. */
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

/** The content of this path has moved to another URL. */
export type RedirectRoute = {
  __typename?: 'RedirectRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** Whether to answer 308 or 301 rather than 307 or 302. */
  isPermanent: Scalars['Boolean']['output'];
  /** A path of the frontend, or an absolute URL of another site. */
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
  /** The absolute URL of a file that every browser shows. */
  src: Scalars['String']['output'];
  /** Of `src`, in pixels. Smaller than the preset where the image is. */
  width: Scalars['Int']['output'];
};

/** A login or password is needed to read the content of this path. Nothing else is revealed. */
export type RestrictedRoute = {
  __typename?: 'RestrictedRoute';
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The path as it was requested. */
  path: Scalars['String']['output'];
};

/** A text that is maintained once and shown on several pages. */
export type ReusableTextBlock = {
  __typename?: 'ReusableTextBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** The text. */
  richText: RichText;
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

/** The content for a frontend's catch-all route. */
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
  /** The number of results. */
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

/** The title and description that search engines and shared links show. */
export type Seo = {
  __typename?: 'Seo';
  /** For `<link rel="canonical">`: absolute. Differs from `url` if the page replaces a missing translation. */
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

/** A page that can be read in the language, and its path. */
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
  /** Absolute URL on the frontend. */
  url: Scalars['String']['output'];
};

/** Some pages, as Relay's specification of connections describes it. */
export type SitemapEntryConnection = {
  __typename?: 'SitemapEntryConnection';
  /** In an order that new and moved pages don't change. */
  edges: Array<SitemapEntryEdge>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** The number of pages. */
  totalCount: Scalars['Int']['output'];
};

/** A page in its place. */
export type SitemapEntryEdge = {
  __typename?: 'SitemapEntryEdge';
  /** Its place, for the argument `after`. */
  cursor: Scalars['String']['output'];
  /** The page. */
  node: SitemapEntry;
};

/** The parts that all pages show: identity, header and footer. */
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
  /** BCP 47 tag of the language it was requested in. */
  language: Scalars['String']['output'];
  /** The publisher. */
  organisation: Organisation;
};

/** A step of a procedure. */
export type Step = {
  __typename?: 'Step';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
  /** What is done in it. May be empty. */
  richText: RichText;
  /** The name of the step. */
  title: Scalars['String']['output'];
};

/** The steps of a procedure, in their order. */
export type StepsBlock = {
  __typename?: 'StepsBlock';
  /** The direction its words are written in. */
  dir: TextDirection;
  /** Stable, and different for every page and language: fit as a key. */
  id: Scalars['ID']['output'];
  /** The steps, never none. */
  items: Array<Step>;
  /** BCP 47 tag of its words: another than `contentLanguage` of the page where they aren't translated. */
  lang: Scalars['String']['output'];
};

/** A table of texts. */
export type TableBlock = {
  __typename?: 'TableBlock';
  /** One for each column. */
  alignments: Array<ColumnAlignment>;
  /** The caption, for `<caption>`. May be empty. */
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

/** The progress of a page's translation, and whether it is up to date. */
export type Translation = {
  __typename?: 'Translation';
  /** The number of translated texts of the present source. */
  done: Scalars['Int']['output'];
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** The share of `total` that was translated by a machine and not revised, 0 to 1. */
  machineTranslatedShare: Scalars['Float']['output'];
  /** What to label: texts of the published page that a machine translated and no person has confirmed. `null`: there are none, or the site doesn't tell readers. */
  machineTranslation?: Maybe<MachineTranslation>;
  /** When the words of the source changed last. `null`: not known. */
  sourceUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** In a word. */
  state: TranslationState;
  /** The number of texts in the present source. */
  total: Scalars['Int']['output'];
};

/** The state of a page's text compared with the text of its source, judged by words alone. */
export type TranslationState =
  /** It replaces a missing translation: everything is in the source language. */
  | 'ALIAS'
  /** It says all that the source says. */
  | 'COMPLETE'
  /** Some texts aren't translated; they are in the source language. */
  | 'PARTIAL'
  /** It is the source itself. */
  | 'SOURCE'
  /** The source has changed since; tell the reader. */
  | 'STALE';

/** The page at this path isn't in this language. It can be read in others. */
export type UntranslatedRoute = {
  __typename?: 'UntranslatedRoute';
  /** The languages there are. */
  alternates: Array<Alternate>;
  /** Opaque, for caches. Only what says the same has the same. */
  id: Scalars['ID']['output'];
  /** BCP 47 tag of the language of the path. */
  language: Scalars['String']['output'];
};
