/** Which fields of a record hold what: the ones that are named, else the first of the usual names. */

/** Names that a person gives with `--text-field` and its like. Absent: the usual names below. */
export interface Fields {
  readonly text?: string;
  readonly html?: string;
  readonly id?: string;
  readonly url?: string;
  readonly site?: string;
  readonly title?: string;
}

/** Text fields that hold text and nothing else. */
const TEXT_ALONE = ['text', 'raw_text', 'full_text', 'fulltext', 'plain_text', 'article_text', 'maintext', 'main_text'] as const;

/**
 * The usual names, most telling first, in lower case. Records are written with any case and with `-` or `_`. Not
 * among them: `source`, which names a crawl or a paper as often as a site, and `summary`, which is no article.
 */
const USUAL_NAMES = {
  html: ['html', 'raw_html', 'html_content', 'content_html', 'body_html', 'article_html', 'page_html', 'page', 'markup'],
  /** Fields of text, which may also hold pages or pieces of pages: the content tells. */
  text: [...TEXT_ALONE, 'content', 'raw_content', 'body', 'article', 'article_body', 'articlebody', 'document', 'markdown'],
  id: ['id', '_id', 'doc_id', 'docid', 'document_id', 'article_id', 'uuid', 'guid', 'key'],
  url: ['url', 'source_url', 'article_url', 'page_url', 'canonical_url', 'link', 'uri', 'permalink', 'href'],
  site: ['site', 'domain', 'host', 'hostname', 'source_domain', 'website'],
  title: ['title', 'headline', 'article_title', 'heading'],
} as const satisfies Record<keyof Fields, readonly string[]>;

export interface FieldChoice {
  /** The names of the fields of this record. */
  readonly names: Readonly<Record<keyof Fields, string | undefined>>;
  /** Whether the text field's name says that it is no page. */
  readonly textAlone: boolean;
}

/** Finds the fields of records; records of one file mostly have the same keys, which are then looked at once. */
export class FieldFinder {
  readonly #given: Fields;
  #keys: readonly string[] = [];
  #usable = '';
  #located: FieldChoice | undefined;

  constructor(given: Fields) {
    this.#given = given;
  }

  find(record: Readonly<Record<string, unknown>>): FieldChoice {
    const keys = Object.keys(record);
    const usable = keys.map((key) => kindOfValue(record[key])).join('');
    const same = usable === this.#usable && keys.length === this.#keys.length && keys.every((key, i) => key === this.#keys[i]);
    if (!same || this.#located === undefined) {
      this.#keys = keys;
      this.#usable = usable;
      this.#located = this.#locate(record, keys);
    }
    return this.#located;
  }

  #locate(record: Readonly<Record<string, unknown>>, keys: readonly string[]): FieldChoice {
    const byName = new Map<string, string>();
    for (const key of keys) {
      const plain = plainName(key);
      if (!byName.has(plain)) byName.set(plain, key);
    }
    const named = this.#given.text !== undefined || this.#given.html !== undefined;
    const guess = (field: keyof Fields, fits: (value: unknown) => boolean): string | undefined => {
      const given = this.#given[field];
      if (given !== undefined) return Object.hasOwn(record, given) ? given : undefined;
      if (named && (field === 'text' || field === 'html')) return undefined;
      const present = USUAL_NAMES[field].map((name) => byName.get(name)).filter((key) => key !== undefined);
      return present.find((key) => fits(record[key]));
    };
    const content = (field: 'text' | 'html') => guess(field, isFilled) ?? guess(field, isContent);
    const text = content('text');
    return {
      names: {
        html: content('html'),
        text,
        id: guess('id', isId),
        url: guess('url', isFilled),
        site: guess('site', isFilled),
        title: guess('title', isFilled),
      },
      textAlone: this.#given.text !== undefined || (text !== undefined && isTextAlone(text)),
    };
  }
}

/** Names are compared so: case and kinds of dashes do not matter. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

function isTextAlone(name: string): boolean {
  const plain = plainName(name);
  return TEXT_ALONE.some((one) => one === plain);
}

/** Whether a value may be a document: a string, or bytes where the collection holds such. */
export function isContent(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function isFilled(value: unknown): boolean {
  return isContent(value) && value.length > 0;
}

function isId(value: unknown): boolean {
  return isFilled(value) || typeof value === 'number' || typeof value === 'bigint';
}

/** What decides between fields: records of the same keys may hold different ones empty. */
function kindOfValue(value: unknown): string {
  if (isFilled(value)) return 'f';
  if (isContent(value)) return 'e';
  return isId(value) ? 'n' : '-';
}
