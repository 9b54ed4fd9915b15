/** Finds the fields of a record: those that the user named, or else those with common names. */

/** Field names given by the user (`--text-field` and so on). Default: the common names below. */
export interface Fields {
  readonly text?: string;
  readonly html?: string;
  readonly id?: string;
  readonly url?: string;
  readonly site?: string;
  readonly title?: string;
}

/** Fields with these names contain text, never markup. */
const TEXT_ALONE = ['text', 'raw_text', 'full_text', 'fulltext', 'plain_text', 'article_text', 'maintext', 'main_text'] as const;

/**
 * Common names, the most specific first, compared ignoring case and `-` or `_`. `source` is missing because it names a
 * crawl or a paper as often as a site, and `summary` because it is not an article.
 */
const USUAL_NAMES = {
  html: ['html', 'raw_html', 'html_content', 'content_html', 'body_html', 'article_html', 'page_html', 'page', 'markup'],
  /** Except those in `TEXT_ALONE` these may contain markup too, which shows in the content. */
  text: [...TEXT_ALONE, 'content', 'raw_content', 'body', 'article', 'article_body', 'articlebody', 'document', 'markdown'],
  id: ['id', '_id', 'doc_id', 'docid', 'document_id', 'article_id', 'uuid', 'guid', 'key'],
  url: ['url', 'source_url', 'article_url', 'page_url', 'canonical_url', 'link', 'uri', 'permalink', 'href'],
  site: ['site', 'domain', 'host', 'hostname', 'source_domain', 'website'],
  title: ['title', 'headline', 'article_title', 'heading'],
} as const satisfies Record<keyof Fields, readonly string[]>;

export interface FieldChoice {
  /** The name of each field in the record. */
  readonly names: Readonly<Record<keyof Fields, string | undefined>>;
  /** Whether the name of the text field rules out markup. */
  readonly textAlone: boolean;
}

/** Remembers the last result, since most records of a file have the same keys. */
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

function plainName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

function isTextAlone(name: string): boolean {
  const plain = plainName(name);
  return TEXT_ALONE.some((one) => one === plain);
}

/** Whether a value may be a document. Parquet also has bytes. */
export function isContent(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function isFilled(value: unknown): boolean {
  return isContent(value) && value.length > 0;
}

function isId(value: unknown): boolean {
  return isFilled(value) || typeof value === 'number' || typeof value === 'bigint';
}

/** Distinguishes records with the same keys in which different fields are empty. */
function kindOfValue(value: unknown): string {
  if (isFilled(value)) return 'f';
  if (isContent(value)) return 'e';
  return isId(value) ? 'n' : '-';
}
