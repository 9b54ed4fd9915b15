/** What each HTML element means for the cutting of a page into blocks. */
import type { BlockKind } from '../../model/document.js';

const words = (list: string) => new Set(list.split(' '));

/** Elements that begin and end a block of their own; all others stand in the line. */
export const BLOCK_ELEMENTS = words(
  'html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section select summary table tbody td ' +
    'textarea tfoot th thead tr ul',
);

/** Elements whose content no reader sees as text of the page. */
export const SILENT_ELEMENTS = words(
  'script style noscript template title svg math iframe object audio video canvas datalist map noframes noembed',
);

/** Elements that have no content and no end tag. */
export const VOID_ELEMENTS = words('area base br col embed hr img input link meta param source track wbr');

const KINDS: ReadonlyMap<string, BlockKind> = new Map<string, BlockKind>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag): [string, BlockKind] => [tag, 'heading']),
  ...['li', 'dd', 'dt'].map((tag): [string, BlockKind] => [tag, 'item']),
  ...['td', 'th'].map((tag): [string, BlockKind] => [tag, 'cell']),
  ...['button', 'select', 'option', 'optgroup', 'textarea', 'legend'].map((tag): [string, BlockKind] => [tag, 'control']),
  ...['figcaption', 'caption'].map((tag): [string, BlockKind] => [tag, 'caption']),
  ['blockquote', 'quote'],
  ['pre', 'code'],
]);

/** The kind that an element gives to the text in it; undefined where it leaves that to the elements around it. */
export function kindOf(tag: string): BlockKind | undefined {
  return KINDS.get(tag);
}

/** Whether an element's attributes hide it from a reader. */
export function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  if (attributes.hidden !== undefined && attributes.hidden !== 'until-found') return true;
  const { style } = attributes;
  return style !== undefined && /(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)/iu.test(style);
}
