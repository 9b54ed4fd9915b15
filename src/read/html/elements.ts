/** What each HTML element means for the cutting of a page into blocks. */
import type { BlockKind } from '../../model/document.js';

const words = (list: string) => new Set(list.split(' '));

/** Elements that begin and end a block of their own; all others stand in the line. */
const BLOCK = words(
  'html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section select summary table tbody td ' +
    'textarea tfoot th thead tr ul',
);

/** Elements whose content no reader sees as text of the page. */
const SILENT = words(
  'script style noscript template title svg annotation annotation-xml iframe object audio video canvas datalist map noframes noembed',
);

/** Elements that have no content and no end tag. */
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

/**
 * What stands behind a start tag: markup; text up to the end tag, with references or `verbatim`; or text for the rest of
 * the page.
 */
export type TagContent = 'markup' | 'text' | 'verbatim' | 'rest';

const CONTENTS: ReadonlyMap<string, TagContent> = new Map<string, TagContent>([
  ...['iframe', 'noembed', 'noframes', 'script', 'style', 'xmp'].map((tag): [string, TagContent] => [tag, 'verbatim']),
  ...['textarea', 'title'].map((tag): [string, TagContent] => [tag, 'text']),
  ['plaintext', 'rest'],
]);

/** All that an element's name says. */
export interface ElementType {
  /** In lower case. */
  readonly tag: string;
  /** Whether it begins and ends a block of its own, rather than standing in the line. */
  readonly block: boolean;
  /** Whether it has no content and no end tag. */
  readonly empty: boolean;
  /** Whether no reader sees its content as text of the page. */
  readonly silent: boolean;
  /** The kind that it gives to the text in it; undefined where it leaves that to the elements around it. */
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
