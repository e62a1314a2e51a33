// Made by npm run codegen; never edited. Contract: 2d6e313f5e060395547bf4877ec5f9006be30a2096842da12fe2a8cf7079f942
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What became of a page in a language. */
export type ChangeKind =
  /** It can be read: new, with other content, or at another address. Make it. */
  | 'PUBLISHED'
  /** Nothing can be read at its address any more. Remove it. */
  | 'REMOVED';

/** The direction a language is written in. */
export type TextDirection =
  /** From left to right. */
  | 'LTR'
  /** From right to left. */
  | 'RTL';

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

export type ChangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangesQuery = { changes: { rebuildEverything: boolean, totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { kind: ChangeKind, translationKey: string, language: string, path: string } }> } };

export type FavoritesQueryVariables = Exact<{
  translationKeys: Array<string> | string;
  language: string;
}>;


export type FavoritesQuery = { pages: Array<
    | { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'LegalIndexPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'NewsIndexPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }
    | { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }
  > };

export type NewsCardFragment = { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null };

export type RenditionPartsFragment = { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> };

export type HomeQueryVariables = Exact<{
  language: string;
}>;


export type HomeQuery = { home: { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroTitle: string, heroText: string, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null, heroImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, heroLink: { text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, body: Array<
      | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
      | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
      | { __typename: 'EmbedBlock', id: string, url: string, title: string }
      | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
      | { __typename: 'HeadingBlock', id: string, text: string, level: number }
      | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
      | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
      | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
    > } | null };

type PageHead_HomePage_Fragment = { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null };

type PageHead_LegalIndexPage_Fragment = { __typename: 'LegalIndexPage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null };

type PageHead_LegalNoticePage_Fragment = { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null };

type PageHead_NewsIndexPage_Fragment = { __typename: 'NewsIndexPage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null };

type PageHead_NewsPage_Fragment = { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null };

export type PageHeadFragment =
  | PageHead_HomePage_Fragment
  | PageHead_LegalIndexPage_Fragment
  | PageHead_LegalNoticePage_Fragment
  | PageHead_NewsIndexPage_Fragment
  | PageHead_NewsPage_Fragment
;

export type HomePartsFragment = { heroTitle: string, heroText: string, heroImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, heroLink: { text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, body: Array<
    | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
    | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
    | { __typename: 'EmbedBlock', id: string, url: string, title: string }
    | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
    | { __typename: 'HeadingBlock', id: string, text: string, level: number }
    | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
    | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
    | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
  > };

export type LinkPartsFragment = { text: string, href: string, language: string | null, isExternal: boolean };

type BodyBlock_CallToActionBlock_Fragment = { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } };

type BodyBlock_DownloadBlock_Fragment = { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } };

type BodyBlock_EmbedBlock_Fragment = { __typename: 'EmbedBlock', id: string, url: string, title: string };

type BodyBlock_GalleryBlock_Fragment = { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> };

type BodyBlock_HeadingBlock_Fragment = { __typename: 'HeadingBlock', id: string, text: string, level: number };

type BodyBlock_ImageBlock_Fragment = { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } };

type BodyBlock_QuoteBlock_Fragment = { __typename: 'QuoteBlock', id: string, quote: string, attribution: string };

type BodyBlock_RichTextBlock_Fragment = { __typename: 'RichTextBlock', id: string, richText: { html: string } };

export type BodyBlockFragment =
  | BodyBlock_CallToActionBlock_Fragment
  | BodyBlock_DownloadBlock_Fragment
  | BodyBlock_EmbedBlock_Fragment
  | BodyBlock_GalleryBlock_Fragment
  | BodyBlock_HeadingBlock_Fragment
  | BodyBlock_ImageBlock_Fragment
  | BodyBlock_QuoteBlock_Fragment
  | BodyBlock_RichTextBlock_Fragment
;

export type LegalNoticeQueryVariables = Exact<{
  slug: string;
  language: string;
  asOf?: string | null | undefined;
}>;


export type LegalNoticeQuery = { legalNotice: { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, slug: string, prevailingLanguage: string, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null, version: { number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }, versions: Array<{ number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }>, body: Array<
      | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
      | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
      | { __typename: 'EmbedBlock', id: string, url: string, title: string }
      | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
      | { __typename: 'HeadingBlock', id: string, text: string, level: number }
      | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
      | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
      | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
    > } | null };

export type LegalTextFragment = { slug: string, prevailingLanguage: string, version: { number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }, versions: Array<{ number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }>, body: Array<
    | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
    | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
    | { __typename: 'EmbedBlock', id: string, url: string, title: string }
    | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
    | { __typename: 'HeadingBlock', id: string, text: string, level: number }
    | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
    | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
    | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
  > };

export type NewsListQueryVariables = Exact<{
  language: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewsListQuery = { news: { totalCount: number, edges: Array<{ cursor: string, node: { __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PreviewQueryVariables = Exact<{
  token: string;
}>;


export type PreviewQuery = { preview:
    | { __typename: 'HomePage', heroTitle: string, heroText: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, heroLink: { text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, body: Array<
        | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, url: string, title: string }
        | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
        | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
        | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
      >, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
    | { __typename: 'LegalIndexPage', introduction: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, notices: Array<{ title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }>, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
    | { __typename: 'LegalNoticePage', slug: string, prevailingLanguage: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, version: { number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }, versions: Array<{ number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }>, body: Array<
        | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, url: string, title: string }
        | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
        | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
        | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
      >, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
    | { __typename: 'NewsIndexPage', introduction: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
    | { __typename: 'NewsPage', publicationDate: string, summary: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, body: Array<
        | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
        | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
        | { __typename: 'EmbedBlock', id: string, url: string, title: string }
        | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
        | { __typename: 'HeadingBlock', id: string, text: string, level: number }
        | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
        | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
        | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
      >, category: { slug: string, name: string, language: string } | null, tags: Array<{ slug: string, name: string, language: string }>, relatedNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
   | null };

export type RouteQueryVariables = Exact<{
  path: string;
}>;


export type RouteQuery = { route:
    | { __typename: 'NotFoundRoute', path: string }
    | { __typename: 'PageRoute', page:
        | { __typename: 'HomePage', heroTitle: string, heroText: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, heroImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, heroLink: { text: string, href: string, language: string | null, isExternal: boolean } | null, chosenNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, latestNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, body: Array<
            | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
            | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
            | { __typename: 'EmbedBlock', id: string, url: string, title: string }
            | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
            | { __typename: 'HeadingBlock', id: string, text: string, level: number }
            | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
            | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
            | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
          >, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
        | { __typename: 'LegalIndexPage', introduction: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, notices: Array<{ title: string, path: string, language: string, contentLanguage: string, isFallback: boolean }>, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
        | { __typename: 'LegalNoticePage', slug: string, prevailingLanguage: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, version: { number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }, versions: Array<{ number: number, effectiveOn: string, publishedAt: string, isDraft: boolean, hash: string, language: string }>, body: Array<
            | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
            | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
            | { __typename: 'EmbedBlock', id: string, url: string, title: string }
            | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
            | { __typename: 'HeadingBlock', id: string, text: string, level: number }
            | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
            | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
            | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
          >, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
        | { __typename: 'NewsIndexPage', introduction: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
        | { __typename: 'NewsPage', publicationDate: string, summary: string, id: string, translationKey: string, title: string, path: string, url: string, language: string, contentLanguage: string, isFallback: boolean, firstPublishedAt: string | null, lastPublishedAt: string | null, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, body: Array<
            | { __typename: 'CallToActionBlock', id: string, text: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
            | { __typename: 'DownloadBlock', id: string, title: string, document: { url: string, filename: string, fileSize: number } }
            | { __typename: 'EmbedBlock', id: string, url: string, title: string }
            | { __typename: 'GalleryBlock', id: string, items: Array<{ id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }> }
            | { __typename: 'HeadingBlock', id: string, text: string, level: number }
            | { __typename: 'ImageBlock', id: string, caption: string, image: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } }
            | { __typename: 'QuoteBlock', id: string, quote: string, attribution: string }
            | { __typename: 'RichTextBlock', id: string, richText: { html: string } }
          >, category: { slug: string, name: string, language: string } | null, tags: Array<{ slug: string, name: string, language: string }>, relatedNews: Array<{ __typename: 'NewsPage', id: string, translationKey: string, title: string, path: string, language: string, contentLanguage: string, isFallback: boolean, publicationDate: string, summary: string, leadImage: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null, category: { slug: string, name: string, language: string } | null }>, seo: { title: string, description: string, canonicalUrl: string, jsonLd: string }, breadcrumbs: Array<{ title: string, path: string, language: string }>, alternates: Array<{ hreflang: string, path: string, url: string }>, translation: { state: TranslationState, done: number, total: number, sourceUpdatedAt: string | null } | null }
       }
    | { __typename: 'RedirectRoute', path: string, isPermanent: boolean }
    | { __typename: 'RestrictedRoute', path: string }
    | { __typename: 'UntranslatedRoute', language: string, alternates: Array<{ hreflang: string, path: string, url: string }> }
   };

export type SearchQueryVariables = Exact<{
  query: string;
  language: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { search: { totalCount: number, edges: Array<{ cursor: string, node: { page:
          | { __typename: 'HomePage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'LegalIndexPage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'LegalNoticePage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'NewsIndexPage', id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
          | { __typename: 'NewsPage', publicationDate: string, id: string, translationKey: string, title: string, path: string, language: string, lastPublishedAt: string | null }
        , title: { parts: Array<{ text: string, isMatch: boolean }> }, excerpt: { parts: Array<{ text: string, isMatch: boolean }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SitemapQueryVariables = Exact<{
  language: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SitemapQuery = { sitemap: { totalCount: number, edges: Array<{ cursor: string, node: { translationKey: string, path: string, url: string, contentLanguage: string, isFallback: boolean, lastPublishedAt: string | null, alternates: Array<{ hreflang: string, path: string, url: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SitewideQueryVariables = Exact<{
  language: string;
}>;


export type SitewideQuery = { sitewide: { language: string, contentLanguage: string, isFallback: boolean, footerText: string, organisation: { name: string, shortName: string, tagline: string, description: string, address: string, email: string, telephone: string, logo: { alt: string, placeholder: string | null, focalPoint: { x: number, y: number } | null, rendition: { src: string, width: number, height: number, sources: Array<{ type: string, srcSet: string }> } } | null }, headerNavigation: Array<
      | { __typename: 'FavoritesNavigationItem', id: string, label: string }
      | { __typename: 'LanguageSwitchNavigationItem', id: string, label: string }
      | { __typename: 'PageNavigationItem', id: string, label: string, link: { text: string, href: string, language: string | null, isExternal: boolean } }
    >, footerLinks: Array<{ text: string, href: string, language: string | null, isExternal: boolean }> } | null, languages: Array<{ tag: string, code: string, name: string, direction: TextDirection, isSource: boolean, homePath: string }> };
