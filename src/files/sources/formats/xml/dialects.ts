/** The dialects of XML that hold articles: which of their elements are documents, and where their texts and metadata are. */

/** What a document's metadata is called in pages. */
export type MetaField = 'title' | 'author' | 'date' | 'url' | 'language';

export interface Dialect {
  /** The elements that are a document each; where one is inside another, the inner ones are. */
  readonly documents: readonly string[];
  /** The elements with its text, whichever it has most of; undefined for all but its metadata. */
  readonly bodies: readonly string[];
  /** Whether bodies are markup that has been escaped, as feeds hold it. */
  readonly isEscaped: boolean;
  /** Elements with metadata, by `element` or `parent/element`; the first found counts. */
  readonly fields: Readonly<Record<string, MetaField>>;
  /** Attributes of the document's element with metadata. */
  readonly attributes: Readonly<Record<string, MetaField>>;
}

const TEI: Dialect = {
  documents: ['TEI', 'TEI.2'],
  bodies: ['text'],
  isEscaped: false,
  fields: {
    'titleStmt/title': 'title',
    'titleStmt/author': 'author',
    'analytic/title': 'title',
    'analytic/author': 'author',
    'publicationStmt/date': 'date',
    'imprint/date': 'date',
    'bibl/date': 'date',
    'publicationStmt/idno': 'url',
  },
  attributes: { 'xml:lang': 'language' },
};

const IDS: Dialect = {
  documents: ['idsText'],
  bodies: ['text'],
  isEscaped: false,
  fields: { 'titleStmt/t.title': 'title', 'analytic/h.title': 'title', 'analytic/h.author': 'author', creatDate: 'date' },
  attributes: {},
};

/** What trafilatura writes as XML. */
const TRAFILATURA: Dialect = {
  documents: ['doc'],
  bodies: ['main', 'comments'],
  isEscaped: false,
  fields: {},
  attributes: { title: 'title', author: 'author', date: 'date', source: 'url', url: 'url', language: 'language' },
};

const RSS: Dialect = {
  documents: ['item'],
  bodies: ['content:encoded', 'description'],
  isEscaped: true,
  fields: {
    'item/title': 'title',
    'item/dc:creator': 'author',
    'item/author': 'author',
    'item/pubDate': 'date',
    'item/dc:date': 'date',
    'item/link': 'url',
  },
  attributes: {},
};

const ATOM: Dialect = {
  documents: ['entry'],
  bodies: ['content', 'summary'],
  isEscaped: true,
  fields: { 'entry/title': 'title', 'author/name': 'author', 'entry/published': 'date', 'entry/updated': 'date' },
  attributes: {},
};

/** The dialects by their root elements. */
export const DIALECTS: Readonly<Record<string, Dialect>> = {
  TEI,
  'TEI.2': TEI,
  teiCorpus: TEI,
  'teiCorpus.2': TEI,
  idsCorpus: IDS,
  idsDoc: IDS,
  doc: TRAFILATURA,
  corpus: TRAFILATURA,
  rss: RSS,
  'rdf:RDF': RSS,
  feed: ATOM,
  entry: ATOM,
};

/** What elements of text are called in pages; others are passed over with their text kept. */
export const ELEMENTS: Readonly<Record<string, string>> = {
  p: 'p',
  ab: 'p',
  head: 'h2',
  list: 'ul',
  item: 'li',
  quote: 'blockquote',
  q: 'q',
  cit: 'blockquote',
  lg: 'p',
  l: 'div',
  sp: 'div',
  speaker: 'p',
  opener: 'p',
  closer: 'p',
  byline: 'p',
  dateline: 'p',
  signed: 'p',
  salute: 'p',
  trailer: 'p',
  table: 'table',
  row: 'tr',
  cell: 'td',
  figure: 'figure',
  figDesc: 'figcaption',
  code: 'pre',
  div: 'div',
  note: 'div',
  hi: 'em',
  emph: 'em',
  lb: 'br',
};

/** Elements whose text nobody reads in running text. */
export const SILENT: ReadonlySet<string> = new Set(['teiHeader', 'idsHeader', 'fw', 'pb']);
