/** What hides an element from a reader: its kind, or its attributes. */
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';

/** The properties of a style that may hide, with their values; names that begin with `--` are variables of scripts. */
const DECLARATION = /(?:^|;)\s*(display|visibility|content-visibility)\s*:\s*([a-z]*)/giu;

/** The segments that React streams behind the page, each hidden until its script has put it where it belongs. */
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

/** Of the declarations of one property the last counts. */
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

/** Why a reader sees nothing of an element's content: it is never text of the page, or only not now. */
export function silenceOf({ tag, silent }: ElementType, attributes: AttributeReader): 'never' | 'hidden' | undefined {
  if (tag === 'noscript') return 'hidden';
  // A shadow tree that the markup declares is shown in place of its host's content.
  if (tag === 'template' && SHADOW.some((name) => attributes.get(name) !== undefined)) return undefined;
  if (silent) return 'never';
  return isHidden(tag, attributes) ? 'hidden' : undefined;
}

/** What declares a shadow tree, today and in older browsers. */
const SHADOW = ['shadowrootmode', 'shadowroot'];
