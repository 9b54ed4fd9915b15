/** How each HTML element affects the division of a page into blocks. */
import type { BlockKind } from '../../model/document.js';

const words = (list: string) => new Set(list.split(' '));

/** Elements that form blocks of their own; all others are inline. */
const BLOCK = words(
  'html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section select summary table tbody td ' +
    'textarea tfoot th thead tr ul',
);

/** Elements whose content is not visible text. */
const SILENT = words(
  'script style noscript template title svg annotation annotation-xml iframe object audio video canvas datalist map noframes noembed',
);

/** Void elements, which have no content and no end tag. */
const EMPTY = words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr');

const KINDS: ReadonlyMap<string, BlockKind> = new Map<string, BlockKind>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag): [string, BlockKind] => [tag, 'heading']),
  ...['li', 'dd', 'dt'].map((tag): [string, BlockKind] => [tag, 'item']),
  ...['td', 'th'].map((tag): [string, BlockKind] => [tag, 'cell']),
  ...['button', 'select', 'option', 'optgroup', 'textarea', 'legend'].map((tag): [string, BlockKind] => [tag, 'control']),
  ...['figcaption', 'caption'].map((tag): [string, BlockKind] => [tag, 'caption']),
  ['blockquote', 'quote'],
  ['pre', 'code'],
]);

/** What follows a start tag: markup, text with character references, `verbatim` text without, or text up to the end of the page. */
export type TagContent = 'markup' | 'text' | 'verbatim' | 'rest';

const CONTENTS: ReadonlyMap<string, TagContent> = new Map<string, TagContent>([
  ...['iframe', 'noembed', 'noframes', 'script', 'style', 'xmp'].map((tag): [string, TagContent] => [tag, 'verbatim']),
  ...['textarea', 'title'].map((tag): [string, TagContent] => [tag, 'text']),
  ['plaintext', 'rest'],
]);

/** Everything that follows from an element's name. */
export interface ElementType {
  /** In lower case. */
  readonly tag: string;
  /** Whether it forms a block of its own; otherwise it is inline. */
  readonly block: boolean;
  /** Whether it is void: without content and end tag. */
  readonly empty: boolean;
  /** Whether its content is not visible text. */
  readonly silent: boolean;
  /** The kind of the blocks inside; undefined if the surrounding elements decide. */
  readonly kind: BlockKind | undefined;
  readonly content: TagContent;
}

export function elementType(tag: string): ElementType {
  return {
    tag,
    block: BLOCK.has(tag),
    empty: EMPTY.has(tag),
    silent: SILENT.has(tag),
    kind: KINDS.get(tag),
    content: CONTENTS.get(tag) ?? 'markup',
  };
}
