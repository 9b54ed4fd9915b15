/** A document after reading: its source, partitioned into blocks. */

/** Whether the source is plain text or HTML. */
export type Format = 'text' | 'html';

/** How the lines of a text form paragraphs: one line each, wrapped at a width, or broken at every link and bold word. */
export const TEXT_LAYOUTS = ['lines', 'wrapped', 'pieces'] as const;

/** One of `TEXT_LAYOUTS`. */
export type TextLayout = (typeof TEXT_LAYOUTS)[number];

/**
 * The kind of a block. `line` and `blank` occur in texts, the others in HTML. `blank` and `markup` have no text: they are
 * layout and are never judged.
 */
export type BlockKind = 'line' | 'blank' | 'paragraph' | 'heading' | 'item' | 'quote' | 'cell' | 'code' | 'caption' | 'control' | 'markup';

/**
 * A piece of the source. The blocks of a document are ordered, leave no gaps and cover the whole source.
 *
 * Readers may set the fields of pages to `undefined` rather than omit them: objects of one shape are read faster.
 */
export interface Block {
  /** Offset of the block's first UTF-16 code unit in the source. */
  readonly start: number;
  /** Offset just past the block's last code unit. */
  readonly end: number;
  readonly kind: BlockKind;
  /**
   * The visible text: entities decoded, white space collapsed to single spaces, trimmed. Empty for layout. The lines of a
   * multi-line paragraph are joined, with or without a space.
   */
  readonly text: string;
  /** 1 to 6, for HTML headings only. */
  readonly level?: number | undefined;
  /** HTML only: the element's path from the root, which is a valid CSS selector: `html > body > div#main.story > p`. */
  readonly path?: string | undefined;
  /** HTML only: the share of the text's characters that are inside links, 0 to 1. */
  readonly linkDensity?: number | undefined;
  /** HTML only, set once Readability has voted: whether Readability kept the block as part of the article. */
  readonly main?: boolean;
}

/** Metadata of a document. Every value is as the source gives it, with white space collapsed. */
export interface Meta {
  readonly title?: string;
  /** Every form of the title that the source gives, including the page's `<title>` without the site's name. */
  readonly titles?: readonly string[];
  readonly author?: string;
  /** As written in the source: usually ISO 8601, for texts whatever their first lines contain. */
  readonly date?: string;
  readonly siteName?: string;
  readonly language?: string;
  /** The canonical URL. */
  readonly url?: string;
  /** A short description, from `og:description` or similar. */
  readonly description?: string;
  /** The WHATWG name of the charset that the bytes were decoded with; absent if the input was a string. */
  readonly charset?: string;
}

/**
 * A document after reading: plain data, so that it passes unchanged between threads and through JSON.
 *
 * Readers may set a field to `undefined` rather than omit it: objects of one shape are read faster.
 */
export interface Document {
  /** Identifies the document in messages and outputs: its path, URL or record id. */
  readonly id: string;
  /** The site whose rules apply. */
  readonly site?: string | undefined;
  /** BCP 47 code, if the source declares one. */
  readonly language?: string | undefined;
  readonly format: Format;
  /** Texts only: the layout that was detected or requested. */
  readonly layout?: TextLayout;
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly meta: Meta;
  /** HTML only: the article's text from the page's JSON-LD. */
  readonly articleBody?: string | undefined;
  /** HTML only: the paragraphs of `articleBody`, present only if it contains clearly more of the article than the page shows. */
  readonly declared?: readonly string[] | undefined;
  /** HTML only: offsets of the start tags of hidden elements that were read anyway, in ascending order. */
  readonly revealed?: readonly number[] | undefined;
  /** Problems during reading that a person should know about: an unknown charset, a truncated page. */
  readonly warnings?: readonly string[] | undefined;
}

/** Once half of a block's text is linked, it is a list entry that leads elsewhere, however long it is. */
const LINKED = 0.5;

/** Whether a block mainly links to another page. */
export function isLinked({ linkDensity = 0 }: Block): boolean {
  return linkDensity >= LINKED;
}

/** Whether a block is layout: it shows no text and is not judged. */
export function isLayout(block: Block): boolean {
  return block.text === '';
}
