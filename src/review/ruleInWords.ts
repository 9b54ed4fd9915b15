/** Describes rules in words, for lists and for people who review them. */
import type { Anchor, Extent, Match, Rule } from '../model/rule.js';

/** What a rule looks for, short enough for a table: its first text or pattern, and the number of others. */
export function matchInShort({ text, pattern, sequence, selector, outside }: Match): string {
  if (sequence !== undefined) return sequence.join(' ▸ ');
  if (outside !== undefined) return `outside ${outside.join(', ')}`;
  const list = text ?? pattern ?? selector ?? [];
  return list.length > 1 ? `${list[0]} (+${list.length - 1})` : (list[0] ?? '');
}

/** One or two sentences on what the rule removes or keeps, where, and when. */
export function ruleInWords(rule: Rule): string {
  const { effect, scope, match, extent, status } = rule;
  const what =
    effect === 'keep'
      ? `Keeps ${blocks(match)}`
      : scope === 'inline'
        ? `Cuts out of a block ${inlineShape(match)}`
        : scope === 'section'
          ? `Removes ${blocks(match)} and ${extentInWords(extent as Extent)}`
          : `Removes ${blocks(match)}`;
  const conditions = [...neighbours(match), ...position(rule)];
  const first = `${what}${conditions.length > 0 ? `, ${conditions.join(', ')}` : ''}.`;
  return status === undefined ? first : `${first} ${STATUS[status]}`;
}

const STATUS: Readonly<Record<NonNullable<Rule['status']>, string>> = {
  candidate: 'It is not applied until a person approves it (status: approved).',
  approved: 'A person has approved it.',
  vetoed: 'A person has vetoed it: it is not applied.',
  suspended: 'It is not applied: its site has stopped showing it.',
};

function blocks(match: Match): string {
  const { text, pattern, sequence, selector, outside } = match;
  if (text !== undefined)
    return text.length === 1 ? `each block that reads ${quote(text[0])}` : `each block that reads like one of ${list(text)}`;
  if (sequence !== undefined) return `blocks that follow each other with the shapes ${list(sequence)}`;
  if (selector !== undefined) return `each block inside ${list(selector)}`;
  if (outside !== undefined) return `each block outside ${list(outside)}, where that holds prose`;
  return `each block that ${ANCHORED[match.at ?? 'whole']} ${list(pattern ?? [])}`;
}

const ANCHORED: Readonly<Record<Anchor, string>> = {
  whole: 'has the shape',
  'block-start': 'begins with',
  'block-end': 'ends with',
  anywhere: 'contains',
  sentences: 'consists of sentences with the shape',
};

function inlineShape({ pattern = [], at = 'whole' }: Match): string {
  const piece: Readonly<Record<Anchor, string>> = {
    whole: 'all of its text',
    'block-start': 'text at its beginning',
    'block-end': 'text at its end',
    anywhere: 'any text',
    sentences: 'its sentences',
  };
  return `${piece[at]} with the shape ${list(pattern)}`;
}

function extentInWords(extent: Extent): string {
  if (extent === 'start') return 'everything above it';
  if (extent === 'end') return 'everything below it';
  if (extent === 'heading') return 'what follows, up to the next heading';
  if (extent === 'prose') return 'what follows, up to the next paragraph of prose';
  if ('text' in extent) return `what follows, up to ${quote(extent.text)}`;
  const number = extent.blocks === 1 ? 'the block below it' : `the ${extent.blocks} blocks below it`;
  return extent.before === 'prose' ? `${number}, or fewer where prose begins` : number;
}

function neighbours({ before, after, within, links }: Match): string[] {
  return [
    ...(within === undefined ? [] : [`inside ${list(within)}`]),
    ...(links === undefined ? [] : [`with ${Math.round(links * 100)} % of it in links`]),
    ...(after === undefined ? [] : [`directly below ${quote(after)}`]),
    ...(before === undefined ? [] : [`directly above ${before.map(quote).join(' and then ')}`]),
  ];
}

function position({ where, site, format }: Rule): string[] {
  return [
    ...(where === undefined ? [] : [where === 'top' ? 'with nothing but furniture above it' : `in the ${where} of the document`]),
    ...(format === undefined ? [] : [format === 'html' ? 'in pages only' : 'in texts only']),
    ...(site === undefined ? [] : [`on ${site}`]),
  ];
}

/** Lists name at most this many items, so that a sentence stays readable. */
const LISTED_ITEMS = 4;

function list(items: readonly string[]): string {
  const named = items.slice(0, LISTED_ITEMS).map(quote).join(', ');
  return items.length > LISTED_ITEMS ? `${named} and ${items.length - LISTED_ITEMS} more` : named;
}

function quote(text: string): string {
  return `“${text}”`;
}
