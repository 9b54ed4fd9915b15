/** What hides an element from a reader: its kind, or its attributes. */
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';

/** What a style must say to hide, by property; names that begin with `--` are variables, and mean what scripts want them to. */
const HIDING: ReadonlyMap<string, RegExp> = new Map([
  ['display', /^none\b/iu],
  ['visibility', /^(?:hidden|collapse)\b/iu],
  ['content-visibility', /^hidden\b/iu],
]);

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
  const hides = new Map<string, boolean>();
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const hiding = HIDING.get(property);
    if (hiding !== undefined) hides.set(property, hiding.test(declaration.slice(colon + 1).trim()));
  }
  return [...hides.values()].includes(true);
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
