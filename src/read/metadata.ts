/** Reads a page's metadata: from JSON-LD first, then OpenGraph, then plain meta tags and the page's own title. */
import type { Block, Meta } from '../model/document.js';
import { foldSpace } from '../text/fold.js';
import type { HeadData } from './html/head.js';
import { asString, declaredParagraphs, findArticles, type Json } from './jsonLd.js';
import { pageTitles } from './titles.js';

/** A page's metadata, and the article's paragraphs if its JSON-LD contains them. */
export interface PageMetadata {
  readonly meta: Meta;
  readonly paragraphs: readonly string[];
}

/** Reads the metadata from a page's head and blocks. */
export function readMetadata(head: HeadData, blocks: readonly Block[]): PageMetadata {
  const articles = findArticles(head.jsonLd);
  return { meta: metaOf(head, blocks, articles[0]), paragraphs: declaredParagraphs(articles) };
}

function metaOf(head: HeadData, blocks: readonly Block[], article: Json | undefined): Meta {
  const meta = (...names: string[]) => first(names.map((name) => head.meta.get(name)));
  const siteName = first([meta('og:site_name'), nameOf(article?.publisher), meta('application-name')]);
  const headings = blocks.filter((block) => block.level === 1).map((block) => block.text);
  const titles = pageTitles({
    declared: [asString(article?.headline), meta('og:title'), meta('twitter:title', 'dc.title', 'title')],
    page: head.title,
    headings,
    siteName,
  });
  return clean({
    title: titles[0],
    titles: titles.length > 0 ? titles : undefined,
    author: first([namesOf(article?.author), plainName(meta('author', 'article:author', 'dc.creator', 'parsely-author'))]),
    date: first([
      asString(article?.datePublished),
      meta('article:published_time', 'date', 'dc.date', 'dc.date.issued', 'datepublished', 'pubdate'),
    ]),
    siteName,
    language: first([head.language, meta('og:locale', 'content-language', 'language'), asString(article?.inLanguage)])?.replace('_', '-'),
    url: first([head.canonical, meta('og:url')]),
    description: first([meta('og:description', 'description', 'twitter:description'), asString(article?.description)]),
  });
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return plainName(value);
  return typeof value === 'object' && value !== null ? asString((value as Json).name) : undefined;
}

function namesOf(value: unknown): string | undefined {
  const names = [value]
    .flat()
    .map(nameOf)
    .filter((name) => name !== undefined && name.trim() !== '');
  return names.length > 0 ? [...new Set(names)].join(', ') : undefined;
}

/** An author field often contains the address of a profile, which is no name. */
function plainName(value: string | undefined): string | undefined {
  return value === undefined || /^(?:https?:)?\/\//u.test(value) ? undefined : value;
}

function first(values: readonly (string | undefined)[]): string | undefined {
  for (const value of values) {
    const folded = value === undefined ? '' : foldSpace(value);
    if (folded !== '') return folded;
  }
  return undefined;
}

function clean(meta: { [K in keyof Meta]: Meta[K] | undefined }): Meta {
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== undefined)) as Meta;
}
