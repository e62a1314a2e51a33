// Made by npm run codegen; never edited. Contract: 8f7d9781c18bf1f6c262a4b5c7b9d64ddb917d7f88aa3167204a280f025923e2
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** The weight of a change, as the editor who published it judged it. */
export type LegalNoticeChangeKind =
  /** An editorial correction: the meaning stays the same. */
  | 'EDITORIAL'
  /** Rights or duties change. */
  | 'SUBSTANTIVE';

/** The urgency of a notice. */
export type NoticeUrgency =
  /** Worth knowing. */
  | 'INFO'
  /** To be read before anything is done. */
  | 'WARNING';

/** The direction a language is written in. */
export type TextDirection =
  /** From left to right. */
  | 'LTR'
  /** From right to left. */
  | 'RTL';

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

export type ChangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangesQuery = { changes: { rebuildEverything: boolean, totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, kind: ChangeKind, translationKey: string, language: string, path: string } }> } | null };

export type FavoritesQueryVariables = Exact<{
  translationKeys: Array<string> | string;
  language: string;
}>;


export type FavoritesQuery = { pages: Array<
    | { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'LegalIndexPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'NewsIndexPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }
  > | null };

export type NewsCardFragment = { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null };

export type RenditionPartsFragment = { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> };

export type HomeQueryVariables = Exact<{
  language: string;
}>;


export type HomeQuery = { home: { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroTitle: string, heroText: string, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null, heroImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, heroLink: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, body: Array<
      | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
      | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
      | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
      | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
      | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
      | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
      | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
      | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
      | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
      | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
      | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
      | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
      | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
      | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
      | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
      | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
    > } | null };

type PageHead_HomePage_Fragment = { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null };

type PageHead_LegalIndexPage_Fragment = { __typename: 'LegalIndexPage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null };

type PageHead_LegalNoticePage_Fragment = { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null };

type PageHead_NewsIndexPage_Fragment = { __typename: 'NewsIndexPage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null };

type PageHead_NewsPage_Fragment = { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null };

export type PageHeadFragment =
  | PageHead_HomePage_Fragment
  | PageHead_LegalIndexPage_Fragment
  | PageHead_LegalNoticePage_Fragment
  | PageHead_NewsIndexPage_Fragment
  | PageHead_NewsPage_Fragment
;

export type HomePartsFragment = { id: string, heroTitle: string, heroText: string, heroImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, heroLink: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, body: Array<
    | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
    | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
    | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
    | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
    | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
    | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
    | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
    | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
    | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
    | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
    | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
    | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
    | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
    | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
    | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
    | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
  > };

export type LinkPartsFragment = { id: string, text: string, href: string, language: string | null, isExternal: boolean };

type BodyBlock_AccordionBlock_Fragment = { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> };

type BodyBlock_CallToActionBlock_Fragment = { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } };

type BodyBlock_ContactPersonBlock_Fragment = { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null };

type BodyBlock_DocumentListBlock_Fragment = { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> };

type BodyBlock_DownloadBlock_Fragment = { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } };

type BodyBlock_EmbedBlock_Fragment = { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string };

type BodyBlock_FootnotesBlock_Fragment = { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> };

type BodyBlock_GalleryBlock_Fragment = { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> };

type BodyBlock_HeadingBlock_Fragment = { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number };

type BodyBlock_ImageBlock_Fragment = { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } };

type BodyBlock_NoticeBlock_Fragment = { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } };

type BodyBlock_QuoteBlock_Fragment = { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string };

type BodyBlock_ReusableTextBlock_Fragment = { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } };

type BodyBlock_RichTextBlock_Fragment = { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } };

type BodyBlock_StepsBlock_Fragment = { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> };

type BodyBlock_TableBlock_Fragment = { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> };

export type BodyBlockFragment =
  | BodyBlock_AccordionBlock_Fragment
  | BodyBlock_CallToActionBlock_Fragment
  | BodyBlock_ContactPersonBlock_Fragment
  | BodyBlock_DocumentListBlock_Fragment
  | BodyBlock_DownloadBlock_Fragment
  | BodyBlock_EmbedBlock_Fragment
  | BodyBlock_FootnotesBlock_Fragment
  | BodyBlock_GalleryBlock_Fragment
  | BodyBlock_HeadingBlock_Fragment
  | BodyBlock_ImageBlock_Fragment
  | BodyBlock_NoticeBlock_Fragment
  | BodyBlock_QuoteBlock_Fragment
  | BodyBlock_ReusableTextBlock_Fragment
  | BodyBlock_RichTextBlock_Fragment
  | BodyBlock_StepsBlock_Fragment
  | BodyBlock_TableBlock_Fragment
;

export type LegalNoticeQueryVariables = Exact<{
  slug: string;
  language: string;
  asOf?: string | null | undefined;
}>;


export type LegalNoticeQuery = { legalNotice: { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, slug: string, prevailingLanguage: string, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null, version: { id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }, versions: Array<{ id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }>, withdrawal: { id: string, withdrawnOn: string, hasEnded: boolean, reason: string, language: string, replacedBy: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null } | null, behind: { id: string, renderedNumber: number, missing: Array<{ id: string, number: number, effectiveOn: string, language: string }> } | null, body: Array<
      | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
      | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
      | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
      | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
      | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
      | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
      | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
      | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
      | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
      | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
      | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
      | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
      | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
      | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
      | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
      | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
    > } | null };

export type LegalTextFragment = { id: string, slug: string, prevailingLanguage: string, version: { id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }, versions: Array<{ id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }>, withdrawal: { id: string, withdrawnOn: string, hasEnded: boolean, reason: string, language: string, replacedBy: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null } | null, behind: { id: string, renderedNumber: number, missing: Array<{ id: string, number: number, effectiveOn: string, language: string }> } | null, body: Array<
    | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
    | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
    | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
    | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
    | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
    | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
    | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
    | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
    | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
    | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
    | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
    | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
    | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
    | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
    | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
    | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
  > };

export type LegalNoticeChainQueryVariables = Exact<{
  slug: string;
  language: string;
}>;


export type LegalNoticeChainQuery = { legalNotice: { __typename: 'LegalNoticePage', id: string, contentLanguage: string, chain: Array<{ id: string, position: number, statement: string, hash: string, signature: string | null }> } | null };

export type NewsListQueryVariables = Exact<{
  language: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewsListQuery = { news: { totalCount: number, edges: Array<{ cursor: string, node: { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PreviewQueryVariables = Exact<{
  token: string;
}>;


export type PreviewQuery = { preview:
    | { __typename: 'HomePage', id: string, heroTitle: string, heroText: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, heroLink: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, body: Array<
        | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
        | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
        | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
        | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
        | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
        | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
        | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
        | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
      >, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'LegalIndexPage', id: string, introduction: string, feedUrl: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, notices: Array<{ id: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }>, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'LegalNoticePage', id: string, slug: string, prevailingLanguage: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, version: { id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }, versions: Array<{ id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }>, withdrawal: { id: string, withdrawnOn: string, hasEnded: boolean, reason: string, language: string, replacedBy: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null } | null, behind: { id: string, renderedNumber: number, missing: Array<{ id: string, number: number, effectiveOn: string, language: string }> } | null, body: Array<
        | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
        | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
        | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
        | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
        | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
        | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
        | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
        | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
      >, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'NewsIndexPage', id: string, introduction: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'NewsPage', id: string, publicationDate: string, summary: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, body: Array<
        | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
        | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
        | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
        | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
        | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
        | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
        | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
        | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
      >, category: { id: string, slug: string, name: string, language: string } | null, tags: Array<{ id: string, slug: string, name: string, language: string }>, relatedNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
   | null };

export type PrivatePageQueryVariables = Exact<{
  path: string;
  token: string;
}>;


export type PrivatePageQuery = { privatePage:
    | { __typename: 'HomePage', id: string, heroTitle: string, heroText: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, heroLink: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, body: Array<
        | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
        | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
        | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
        | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
        | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
        | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
        | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
        | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
      >, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'LegalIndexPage', id: string, introduction: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, notices: Array<{ id: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }>, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'LegalNoticePage', id: string, slug: string, prevailingLanguage: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, version: { id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }, versions: Array<{ id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }>, withdrawal: { id: string, withdrawnOn: string, hasEnded: boolean, reason: string, language: string, replacedBy: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null } | null, behind: { id: string, renderedNumber: number, missing: Array<{ id: string, number: number, effectiveOn: string, language: string }> } | null, body: Array<
        | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
        | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
        | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
        | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
        | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
        | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
        | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
        | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
      >, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'NewsIndexPage', id: string, introduction: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
    | { __typename: 'NewsPage', id: string, publicationDate: string, summary: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, body: Array<
        | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
        | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
        | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
        | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
        | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
        | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
        | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
        | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
        | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
        | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
      >, category: { id: string, slug: string, name: string, language: string } | null, tags: Array<{ id: string, slug: string, name: string, language: string }>, relatedNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
   | null };

export type RouteQueryVariables = Exact<{
  path: string;
}>;


export type RouteQuery = { route:
    | { __typename: 'NotFoundRoute', id: string, path: string }
    | { __typename: 'PageRoute', id: string, page:
        | { __typename: 'HomePage', id: string, heroTitle: string, heroText: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, heroLink: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, body: Array<
            | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
            | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
            | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
            | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
            | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
            | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
            | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
            | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
            | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
            | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
            | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
            | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
            | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
            | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
            | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
            | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
          >, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
        | { __typename: 'LegalIndexPage', id: string, introduction: string, feedUrl: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, notices: Array<{ id: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }>, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
        | { __typename: 'LegalNoticePage', id: string, slug: string, prevailingLanguage: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, version: { id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }, versions: Array<{ id: string, number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string, changeKind: LegalNoticeChangeKind | null, changeNote: string | null }>, withdrawal: { id: string, withdrawnOn: string, hasEnded: boolean, reason: string, language: string, replacedBy: { id: string, text: string, href: string, language: string | null, isExternal: boolean } | null } | null, behind: { id: string, renderedNumber: number, missing: Array<{ id: string, number: number, effectiveOn: string, language: string }> } | null, body: Array<
            | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
            | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
            | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
            | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
            | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
            | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
            | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
            | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
            | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
            | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
            | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
            | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
            | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
            | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
            | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
            | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
          >, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
        | { __typename: 'NewsIndexPage', id: string, introduction: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
        | { __typename: 'NewsPage', id: string, publicationDate: string, summary: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, body: Array<
            | { __typename: 'AccordionBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
            | { __typename: 'CallToActionBlock', id: string, lang: string, dir: TextDirection, text: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
            | { __typename: 'ContactPersonBlock', id: string, lang: string, dir: TextDirection, name: string, role: string, email: string, telephone: string, photo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }
            | { __typename: 'DocumentListBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }> }
            | { __typename: 'DownloadBlock', id: string, lang: string, dir: TextDirection, title: string, document: { id: string, url: string, filename: string, fileSize: number } }
            | { __typename: 'EmbedBlock', id: string, lang: string, dir: TextDirection, url: string, title: string }
            | { __typename: 'FootnotesBlock', id: string, lang: string, dir: TextDirection, notes: Array<{ id: string, lang: string, dir: TextDirection, number: number, anchor: string, richText: { id: string, html: string } }> }
            | { __typename: 'GalleryBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }> }
            | { __typename: 'HeadingBlock', id: string, lang: string, dir: TextDirection, anchor: string, text: string, level: number }
            | { __typename: 'ImageBlock', id: string, lang: string, dir: TextDirection, caption: string, image: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } }
            | { __typename: 'NoticeBlock', id: string, lang: string, dir: TextDirection, urgency: NoticeUrgency, title: string, richText: { id: string, html: string } }
            | { __typename: 'QuoteBlock', id: string, lang: string, dir: TextDirection, quote: string, attribution: string }
            | { __typename: 'ReusableTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
            | { __typename: 'RichTextBlock', id: string, lang: string, dir: TextDirection, richText: { id: string, html: string } }
            | { __typename: 'StepsBlock', id: string, lang: string, dir: TextDirection, items: Array<{ id: string, lang: string, dir: TextDirection, title: string, richText: { id: string, html: string } }> }
            | { __typename: 'TableBlock', id: string, lang: string, dir: TextDirection, caption: string, hasHeaderRow: boolean, hasHeaderColumn: boolean, alignments: Array<ColumnAlignment>, rows: Array<{ id: string, cells: Array<{ id: string, lang: string, dir: TextDirection, text: string }> }> }
          >, category: { id: string, slug: string, name: string, language: string } | null, tags: Array<{ id: string, slug: string, name: string, language: string }>, relatedNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null, category: { id: string, slug: string, name: string, language: string } | null, translation: { id: string, machineTranslation: { id: string, parts: Array<{ id: string, field: string }> } | null } | null }>, seo: { id: string, title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ id: string, title: string, path: string, language: string }>, alternates: Array<{ id: string, hreflang: string, path: string, url: string }>, translation: { id: string, state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null, machineTranslation: { id: string, isPartial: boolean, engines: Array<string>, translatedAt: string | null, parts: Array<{ id: string, field: string, blockId: string | null, engine: string | null, translatedAt: string | null }> } | null } | null }
       }
    | { __typename: 'RedirectRoute', id: string, path: string, isPermanent: boolean }
    | { __typename: 'RestrictedRoute', id: string, path: string }
    | { __typename: 'UntranslatedRoute', id: string, language: string, alternates: Array<{ id: string, hreflang: string, path: string, url: string }> }
   };

export type SearchQueryVariables = Exact<{
  query: string;
  language: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { search: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, page:
          | { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'LegalIndexPage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'NewsIndexPage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'NewsPage', id: string, publicationDate: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
        , title: { id: string, parts: Array<{ id: string, text: string, isMatch: boolean }> }, excerpt: { id: string, parts: Array<{ id: string, text: string, isMatch: boolean }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SitemapQueryVariables = Exact<{
  language: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SitemapQuery = { sitemap: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, translationKey: string, path: string, url: string, contentLanguage: string, isFallback: boolean, lastPublishedAt: string | null, alternates: Array<{ id: string, hreflang: string, path: string, url: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SitewideQueryVariables = Exact<{
  language: string;
}>;


export type SitewideQuery = { sitewide: { id: string, language: string, contentLanguage: string, isFallback: boolean, footerText: string, organisation: { id: string, name: string, shortName: string, tagline: string, description: string, address: string, email: string, telephone: string, logo: { id: string, alt: string, placeholder: string | null, focalPoint: { id: string, x: number, y: number } | null, rendition: { id: string, src: string, width: number, height: number, sources: Array<{ id: string, type: string, srcSet: string }> } } | null }, headerNavigation: Array<
      | { __typename: 'FavoritesNavigationItem', id: string, label: string }
      | { __typename: 'LanguageSwitchNavigationItem', id: string, label: string }
      | { __typename: 'PageNavigationItem', id: string, label: string, link: { id: string, text: string, href: string, language: string | null, isExternal: boolean } }
    >, footerLinks: Array<{ id: string, text: string, href: string, language: string | null, isExternal: boolean }> } | null, languages: Array<{ id: string, tag: string, code: string, name: string, direction: TextDirection, isSource: boolean, homePath: string }> };
