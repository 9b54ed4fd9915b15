/** The articles in an XML document, in one pass over it. */
import { SaxesParser } from 'saxes';
import { decodeReferences } from '../../../../read/html/entities.js';
import { type ArticleMeta, articlePage, escaped } from './articlePage.js';
import { DIALECTS, type Dialect, ELEMENTS, type MetaField, SILENT } from './dialects.js';

export interface XmlArticle {
  /** A page with the article. */
  readonly page: string;
  readonly meta: ArticleMeta;
}

export interface XmlArticles {
  readonly articles: readonly XmlArticle[];
  /** The name of the root element; undefined if there is none. */
  readonly root: string | undefined;
  /** What is wrong with the document, if it is not well-formed: what could be read has been. */
  readonly problem?: string;
}

/** The names of HTML's entities are known everywhere; no others are, so that nothing can be expanded without end. */
const ENTITIES = new Proxy<Record<string, string>>({}, { get: (_, name) => (typeof name === 'string' ? entity(name) : undefined) });

function entity(name: string): string | undefined {
  const reference = `&${name};`;
  const text = decodeReferences(reference, 'text');
  return text === reference ? undefined : text;
}

/**
 * Reads the articles of TEI, IDS' corpora, trafilatura's XML, RSS and Atom.
 * @returns none for the other dialects
 */
export function articlesIn(xml: string): XmlArticles {
  const reader = new ArticleReader();
  const parser = new SaxesParser();
  parser.ENTITIES = ENTITIES as typeof parser.ENTITIES;
  let problem: string | undefined;
  parser.on('error', ({ message }) => {
    problem ??= message;
  });
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes as Readonly<Record<string, string>>));
  parser.on('closetag', ({ name }) => reader.close(name));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.write(xml).close();
  const { articles, root } = reader;
  return { articles, root, ...(problem === undefined ? {} : { problem }) };
}

class ArticleReader {
  readonly articles: XmlArticle[] = [];
  root: string | undefined;
  private dialect: Dialect | undefined;
  private readonly path: string[] = [];
  /** The article that is being read, and the depth of its element. */
  private meta: Record<string, string> = {};
  private depth = 0;
  private readonly bodies = new Map<string, string[]>();
  /** The body that is being read, the depth of its element, and the pieces of its markup. */
  private body: string[] | undefined;
  private bodyDepth = 0;
  private silent = 0;
  /** The field that is being read, and the pieces of its text. */
  private field: MetaField | undefined;
  private fieldDepth = 0;
  private fieldText: string[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.path.push(name);
    if (this.root === undefined) {
      this.root = name;
      this.dialect = DIALECTS[name];
    }
    const { dialect } = this;
    if (dialect === undefined) return;
    if (dialect.documents.includes(name)) this.begin(dialect, attributes);
    else if (this.depth > 0) this.openInside(dialect, name, attributes);
  }

  private begin(dialect: Dialect, attributes: Readonly<Record<string, string>>): void {
    this.meta = {};
    this.bodies.clear();
    this.body = undefined;
    this.depth = this.path.length;
    for (const [name, field] of Object.entries(dialect.attributes)) this.set(field, attributes[name]);
  }

  private openInside(dialect: Dialect, name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.body !== undefined) {
      this.openText(dialect, name);
      return;
    }
    if (dialect.bodies.includes(name)) {
      this.body = [];
      this.bodyDepth = this.path.length;
      this.bodies.set(name, this.body);
      return;
    }
    // Atom's addresses are attributes of empty elements.
    if (name === 'link' && (attributes.rel ?? 'alternate') === 'alternate') this.set('url', attributes.href);
    const field = dialect.fields[`${this.path.at(-2)}/${name}`] ?? dialect.fields[name];
    if (field === undefined || this.field !== undefined) return;
    this.field = field;
    this.fieldDepth = this.path.length;
    this.fieldText = [];
  }

  private openText(dialect: Dialect, name: string): void {
    if (SILENT.has(name)) this.silent++;
    const tag = tagOf(dialect, name);
    if (tag !== undefined && this.silent === 0) this.body?.push(`<${tag}>`);
  }

  close(name: string): void {
    const depth = this.path.length;
    const { dialect } = this;
    if (dialect !== undefined && this.depth > 0) {
      if (this.field !== undefined && depth === this.fieldDepth) {
        this.set(this.field, this.fieldText.join(''));
        this.field = undefined;
      }
      if (this.body !== undefined) this.closeText(dialect, name, depth);
      if (depth === this.depth) this.end(dialect);
    }
    this.path.pop();
  }

  private closeText(dialect: Dialect, name: string, depth: number): void {
    if (depth === this.bodyDepth) {
      this.body = undefined;
      return;
    }
    const tag = tagOf(dialect, name);
    if (tag !== undefined && tag !== 'br' && this.silent === 0) this.body?.push(`</${tag}>`);
    if (SILENT.has(name)) this.silent--;
  }

  text(text: string): void {
    if (this.field !== undefined) this.fieldText.push(text);
    if (this.body === undefined || this.silent > 0) return;
    // In a feed, the text of the body itself is markup that was escaped; in elements it is text.
    const isMarkup = this.dialect?.isEscaped === true && this.path.length === this.bodyDepth;
    this.body.push(isMarkup ? text : escaped(text));
  }

  private end({ bodies, isEscaped: isFeed }: Dialect): void {
    const found = bodies.map((name) => this.bodies.get(name)?.join('') ?? '').filter((body) => body.trim() !== '');
    // A feed says the same at different lengths; elsewhere bodies follow each other.
    const body = isFeed ? (found.sort((a, b) => b.length - a.length)[0] ?? '') : found.join('\n');
    const { meta } = this;
    this.articles.push({ page: articlePage(meta, body), meta });
    this.depth = 0;
  }

  private set(field: MetaField, value: string | undefined): void {
    const text = value?.replace(/\s+/gu, ' ').trim() ?? '';
    const isUsable = text !== '' && (field !== 'url' || /^https?:/iu.test(text));
    if (isUsable && this.meta[field] === undefined) this.meta[field] = text;
  }
}

/** What an element of a body is called in pages; undefined if only its text counts. XHTML inside a feed is markup already. */
function tagOf({ isEscaped }: Dialect, name: string): string | undefined {
  return isEscaped ? name.replace(/^\w+:/u, '') : ELEMENTS[name];
}
