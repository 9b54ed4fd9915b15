/** Says in one sentence why a rule hit a block. */
import type { Document } from '../model/document.js';
import type { Match } from '../model/rule.js';
import type { Hit } from '../rules/match.js';

const SHOWN = 70;

/** The message of a hit, for a person who reads the removals. */
export function hitMessage(document: Document, hit: Hit): string {
  const { rule } = hit;
  if (rule.effect === 'keep') return `kept by a rule: ${describe(rule.match)}`;
  if (hit.marker !== undefined) return `belongs to the section under ${quote(document.blocks[hit.marker].text)}`;
  const place =
    rule.where === undefined ? '' : rule.where === 'top' ? ', with only furniture above it' : `, in the ${rule.where} of the document`;
  return `${describe(rule.match)}${place}`;
}

function describe({ text, pattern, sequence, selector, at }: Match): string {
  if (text) return text.length === 1 ? `reads ${quote(text[0])}` : `is a fixed phrase like ${quote(text[0])}`;
  if (pattern) {
    const verb = at === 'block-end' ? 'ends with' : at === 'block-start' ? 'begins with' : at === 'anywhere' ? 'contains' : 'has the shape';
    return `${verb} ${quote(pattern[0])}${pattern.length > 1 ? ' or the like' : ''}`;
  }
  if (sequence) return `is one of the blocks ${sequence.map(quote).join(', ')}`;
  return `stands in ${(selector as readonly string[])[0]}${(selector as readonly string[]).length > 1 ? ' or the like' : ''}`;
}

function quote(text: string): string {
  return `“${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text}”`;
}
