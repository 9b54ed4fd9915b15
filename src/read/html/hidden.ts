/** Recognises hidden elements, by their tag or their attributes. */
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';

/** The style properties that may hide an element, with their values. Names that begin with `--` are variables. */
const DECLARATION = /(?:^|;)\s*(display|visibility|content-visibility)\s*:\s*([a-z]*)/giu;

/** The segments that React streams at the end of a page; each is hidden until a script moves it to its place. */
const STREAMED = /^(?:[\w-]*:)?S:[\da-f]+$/u;

/** Whether an element's attributes hide it. */
function isHidden(tag: string, attributes: AttributeReader): boolean {
  const hidden = attributes.get('hidden');
  if (hidden !== undefined && hidden !== 'until-found') return !STREAMED.test(attributes.get('id') ?? '');
  const style = attributes.get('style');
  if (style !== undefined && isHidingStyle(style)) return true;
  if (tag === 'dialog') return attributes.get('open') === undefined;
  return attributes.get('popover') !== undefined;
}

/** The last declaration of each property counts. */
function isHidingStyle(style: string): boolean {
  if (!/none|hidden|collapse/iu.test(style)) return false;
  let isUndisplayed = false;
  let isInvisible = false;
  let isUndrawn = false;
  for (const [, property, value] of style.toLowerCase().matchAll(DECLARATION)) {
    if (property === 'display') isUndisplayed = value === 'none';
    else if (property === 'visibility') isInvisible = value === 'hidden' || value === 'collapse';
    else isUndrawn = value === 'hidden';
  }
  return isUndisplayed || isInvisible || isUndrawn;
}

/** Why an element's content is invisible: it is `never` text of the page, or it is `hidden` at present. */
export function silenceOf({ tag, silent }: ElementType, attributes: AttributeReader): 'never' | 'hidden' | undefined {
  if (tag === 'noscript') return 'hidden';
  // A declarative shadow tree is shown in place of its host's content.
  if (tag === 'template' && SHADOW.some((name) => attributes.get(name) !== undefined)) return undefined;
  if (silent) return 'never';
  return isHidden(tag, attributes) ? 'hidden' : undefined;
}

/** The attributes of declarative shadow trees, in current and in older browsers. */
const SHADOW = ['shadowrootmode', 'shadowroot'];
