/** What a document is once it has been read: its source, cut into blocks that together are the source. */

/** How the source is written: lines of text, or a page of markup. */
export type Format = 'text' | 'html';

/** How the lines of a text make paragraphs: a line each, wrapped at a width, or broken at every link and bold word. */
export const TEXT_LAYOUTS = ['lines', 'wrapped', 'pieces'] as const;

/** One of `TEXT_LAYOUTS`. */
export type TextLayout = (typeof TEXT_LAYOUTS)[number];

/**
 * What a block is. `line` and `blank` come from text, the others from HTML; `blank` and `markup` carry no text
 * and belong to the layout: they are never judged.
 */
export type BlockKind = 'line' | 'blank' | 'paragraph' | 'heading' | 'item' | 'quote' | 'cell' | 'code' | 'caption' | 'control' | 'markup';

/**
 * A piece of the source. The blocks of a document are ordered, gapless and cover the source from 0 to its end.
 *
 * A reader may give the fields of pages as `undefined` rather than leave them out: objects of one shape are read faster.
 */
export interface Block {
  /** First UTF-16 code unit of the block in the source. */
  readonly start: number;
  /** First UTF-16 code unit behind the block. */
  readonly end: number;
  readonly kind: BlockKind;
  /**
   * What a reader sees: entities decoded, white space folded to single spaces, trimmed. Empty for layout. Of a paragraph
   * of several lines of text they stand together, with a space between or none.
   */
  readonly text: string;
  /** 1 to 6 for an HTML heading. */
  readonly level?: number | undefined;
  /** HTML only: the element's way from the root, itself a CSS selector: `html > body > div#main.story > p`. */
  readonly path?: string | undefined;
  /** HTML only: the share of the text's characters that stand in links, 0 to 1. */
  readonly linkDensity?: number | undefined;
  /** HTML only, once Readability has voted: whether it took the block for the article. */
  readonly main?: boolean;
}

/** What is known of a document beside its text. Every field is as the source gives it, white space folded. */
export interface Meta {
  readonly title?: string;
  /** Every form in which the source gives its title (the page's `<title>` cut free of the site's name among them). */
  readonly titles?: readonly string[];
  readonly author?: string;
  /** As the source writes it: mostly ISO 8601, for texts whatever stood in their head. */
  readonly date?: string;
  readonly siteName?: string;
  readonly language?: string;
  /** The canonical URL. */
  readonly url?: string;
  /** A short description, as `og:description` gives it. */
  readonly description?: string;
  /** The charset the bytes were read with, in the WHATWG's name; absent where a string was read. */
  readonly charset?: string;
}

/**
 * A document as read: plain data, so that threads and JSON carry it unchanged.
 *
 * A reader may give a field as `undefined` rather than leave it out: objects of one shape are read faster.
 */
export interface Document {
  /** Names the document in messages and outputs: its path, URL or record id. */
  readonly id: string;
  /** The site whose rules apply to it. */
  readonly site?: string | undefined;
  /** BCP 47 code, where the source declares one. */
  readonly language?: string | undefined;
  readonly format: Format;
  /** Texts only: how the source's lines were found, or said, to make paragraphs. */
  readonly layout?: TextLayout;
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly meta: Meta;
  /** HTML only: the article's text as the page declares it for machines, in its JSON-LD. */
  readonly articleBody?: string | undefined;
  /** HTML only: the paragraphs of that text, where it holds clearly more of the article than the page shows. */
  readonly declared?: readonly string[] | undefined;
  /** HTML only: offsets of the start tags of hidden elements that are read all the same, ascending. */
  readonly revealed?: readonly number[] | undefined;
  /** What a person should know of how the document was read: an unknown charset, a page cut short. */
  readonly warnings?: readonly string[] | undefined;
}

/** At this share of linked text a block leads elsewhere: it is an entry of a list, however long. */
const LINKED = 0.5;

/** Whether a block is a link to somewhere else. */
export function isLinked({ linkDensity = 0 }: Block): boolean {
  return linkDensity >= LINKED;
}

/** Whether a block belongs to the layout: it shows no text and is not judged. */
export function isLayout(block: Block): boolean {
  return block.text === '';
}
