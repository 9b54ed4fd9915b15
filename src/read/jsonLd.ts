/** Reads what a page's JSON-LD says about its article. */
import { foldSpace } from '../text/fold.js';
import { scanHtml } from './html/scan.js';

export type Json = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review|LiveBlog|Recipe|VideoObject)$/u;

/** Limits on the search, against JSON-LD that is nested without end: the depth, and the number of articles. */
const MAX_DEPTH = 4;
const MOST_ARTICLES = 50;

/** The JSON-LD nodes that describe an article, in document order. Damaged JSON is skipped. */
export function findArticles(scripts: readonly string[]): Json[] {
  const found: Json[] = [];
  for (const script of scripts) {
    try {
      search(JSON.parse(script.replace(/[\u0000-\u001f]+/gu, ' ')), 0, found);
    } catch {
      // The next script may be intact.
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

/** The value if it is a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The paragraphs of the longest `articleBody` of all articles. A live blog has one per update. */
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

/** The headlines and bodies of a live blog's updates. */
function updatesOf(updates: unknown): string[] {
  if (!Array.isArray(updates)) return [];
  return updates.flatMap((update: Json | null) =>
    update?.articleBody === undefined ? [] : [asString(update.headline) ?? '', bodyOf(update)],
  );
}

const BLOCK_TAG = /<(?:\/?(?:p|div|li|[uo]l|h[1-6]|blockquote|section|article|table|t[rd]|figure|figcaption)|br)(?![^\s/<>])[^<>]*>/iu;
const MARKUP = /<\/?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/iu;
/** Where paragraphs have been run together: a word, the end of a sentence, and a capital without a space between. */
const GLUED = /(?<=\p{Ll}\p{Ll}[.!?…]["“”»)]?)(?=["„“»(]?\p{Lu}\p{Ll})/u;

/** Some sites put markup into `articleBody`, some text with one paragraph per line, and some escape it twice. */
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
