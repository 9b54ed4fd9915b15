/** Articles from XML as pages, which is what readers of articles read. */
import type { MetaField } from './dialects.js';

/** What is known of an article beside its text. */
export type ArticleMeta = Partial<Record<MetaField, string>>;

/** A page with an article's metadata where pages have it. @param body its markup */
export function articlePage({ title, author, date, url, language }: ArticleMeta, body: string): string {
  const head = [
    title === undefined ? '' : `<title>${escaped(title)}</title><meta property="og:title" content="${escaped(title)}">`,
    author === undefined ? '' : `<meta name="author" content="${escaped(author)}">`,
    date === undefined ? '' : `<meta property="article:published_time" content="${escaped(date)}">`,
    url === undefined ? '' : `<link rel="canonical" href="${escaped(url)}">`,
  ];
  const lang = language === undefined ? '' : ` lang="${escaped(language)}"`;
  return `<!DOCTYPE html>\n<html${lang}><head>${head.join('')}</head><body><article>${body}</article></body></html>`;
}

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as markup that shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (char) => REFERENCES[char]);
}
