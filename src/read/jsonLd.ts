/** What the JSON-LD of a page says of its article. */
import { foldSpace } from '../text/fold.js';
import { scanHtml } from './html/scan.js';

export type Json = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review|LiveBlog|Recipe|VideoObject)$/u;

/** Graphs, lists and entities in each other are followed so deep, and so many articles looked at. */
const MAX_DEPTH = 4;
const MOST_ARTICLES = 50;

/** The nodes of the page's JSON-LD that describe an article, in their order; damaged JSON is passed over. */
export function findArticles(scripts: readonly string[]): Json[] {
  const found: Json[] = [];
  for (const script of scripts) {
    try {
      search(JSON.parse(script.replace(/[\u0000-\u001f]+/gu, ' ')), 0, found);
    } catch {
      // The next one may be whole.
    }
  }
  return found;
}

function search(node: unknown, depth: number, found: Json[]): void {
  if (depth > MAX_DEPTH || typeof node !== 'object' || node === null || found.length >= MOST_ARTICLES) return;
  if (Array.isArray(node)) {
    for (const item of node) search(item, depth + 1, found);
    return;
  }
  const json = node as Json;
  const types = [json['@type']].flat();
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) found.push(json);
  else {
    search(json['@graph'], depth + 1, found);
    search(json.mainEntity, depth + 1, found);
    search(json.mainEntityOfPage, depth + 1, found);
  }
}

/** A value where it is a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The paragraphs of the longest `articleBody` that articles declare; a live blog declares one for each update. */
export function declaredParagraphs(articles: readonly Json[]): string[] {
  let longest: string[] = [];
  let size = 0;
  for (const article of articles) {
    const bodies = [bodyOf(article), bodyOf({ articleBody: updatesOf(article.liveBlogUpdate) })];
    for (const body of bodies) {
      if (body.length <= size) continue;
      size = body.length;
      longest = [body];
    }
  }
  return longest.flatMap((body) => paragraphsOf(body));
}

function bodyOf({ articleBody }: Json): string {
  return [articleBody]
    .flat()
    .flatMap((part) => asString(part) ?? [])
    .join('\n');
}

/** The headline and the body of each update. */
function updatesOf(updates: unknown): string[] {
  if (!Array.isArray(updates)) return [];
  return updates.flatMap((update: Json | null) =>
    update?.articleBody === undefined ? [] : [asString(update.headline) ?? '', bodyOf(update)],
  );
}

const BLOCK_TAG = /<(?:\/?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|article|table|tr|td|figure|figcaption)\b|br\b)[^<>]*>/iu;
const MARKUP = /<\/?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/iu;
/** Where paragraphs have been glued together: a sentence ends behind a word, and the next begins with no space between. */
const GLUED = /(?<=\p{Ll}\p{Ll}[.!?…]["“”»)]?)(?=["„“»(]?\p{Lu}\p{Ll})/u;

/** Some sites write markup into it, some text with a paragraph a line, and some have escaped it twice. */
function paragraphsOf(body: string, times = 2): string[] {
  if (times > 0 && MARKUP.test(body)) {
    const markup = BLOCK_TAG.test(body) ? body : body.replace(/[\r\n]+/gu, '<br><br>');
    return paragraphsOf(markupTexts(markup).join('\n'), times - 1);
  }
  const paragraphs = body
    .split(/[\r\n]+/u)
    .map(foldSpace)
    .filter((part) => part !== '');
  return paragraphs.length > 1 ? paragraphs : paragraphs.flatMap((one) => one.split(GLUED));
}

function markupTexts(markup: string): string[] {
  return scanHtml(markup).blocks.flatMap((block) => (block.text === '' ? [] : [block.text]));
}
