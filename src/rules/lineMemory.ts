/** What is known of lines: which rules a line asks depends on its text alone, and the lines of a site come again on every page. */
import { ownCopy } from '../text/ownCopy.js';
import type { CompiledRule, CompiledRules, PatternEntry, RuleIndex } from './compile.js';
import type { PatternMatch } from './pattern.js';
import { type BlockView, type TokenView, viewBlock } from './view.js';

/** The rules that a block's text calls for, before its place is looked at. */
export interface LineFacts {
  /** Rules of which the text is a whole-block text. */
  readonly texts: readonly CompiledRule[];
  /** Patterns of which the text holds the key. */
  readonly entries: readonly PatternEntry[];
}

/** A block's view, and what was found in it. */
export interface SeenView extends BlockView {
  /** The patterns that were matched with the whole, by their source; undefined stands for no match. */
  readonly matches: Map<string, PatternMatch | undefined>;
}

/** Looks at a block, of which nothing is found yet (see `viewBlock`). */
export function seeBlock(text: string, titles: TokenView['titles'], anywhere: boolean): SeenView {
  return { ...viewBlock(text, titles, anywhere), matches: new Map() };
}

/** Longer texts seldom come again. */
const LONGEST = 80;
/** All lines are forgotten when so many are known: those that recur come back soon. */
const MOST = 20_000;

/** The lines that some rules have met, in bounded memory. */
export class LineMemory {
  private facts = new WeakMap<RuleIndex, Map<string, LineFacts>>();
  private views = new Map<string, SeenView>();
  private size = 0;

  /** The rules of an index that a block's text calls for. @param view makes the block's view where the text is new */
  factsOf(index: RuleIndex, text: string, view: () => BlockView): LineFacts {
    let lines = this.facts.get(index);
    if (lines === undefined) {
      lines = new Map();
      this.facts.set(index, lines);
    }
    return this.remember(lines, text, () => findFacts(index, view()));
  }

  /** The view of a block in a document without titles: it depends on the text alone. */
  viewOf(text: string, anywhere: boolean): SeenView {
    return this.remember(this.views, text, () => seeBlock(ownCopy(text), [], anywhere));
  }

  private remember<T>(lines: Map<string, T>, text: string, make: () => T): T {
    if (text.length > LONGEST) return make();
    const known = lines.get(text);
    if (known !== undefined) return known;
    const made = make();
    lines.set(ownCopy(text), made);
    if (++this.size === MOST) {
      this.facts = new WeakMap();
      this.views = new Map();
      this.size = 0;
    }
    return made;
  }
}

const memories = new WeakMap<CompiledRules, LineMemory>();

/** What is known of the lines that some rules have met. */
export function memoryOf(rules: CompiledRules): LineMemory {
  let memory = memories.get(rules);
  if (memory === undefined) {
    memory = new LineMemory();
    memories.set(rules, memory);
  }
  return memory;
}

function findFacts({ texts, textStarts, byKey }: RuleIndex, { whole, parts }: BlockView): LineFacts {
  const entries: PatternEntry[] = [];
  const tried = new Set<string>();
  for (const part of parts) {
    for (const { fold } of part.tokens) {
      const keyed = byKey.get(fold);
      if (keyed === undefined || tried.has(fold)) continue;
      tried.add(fold);
      entries.push(...keyed);
    }
  }
  if (whole === undefined) return { texts: [], entries };
  const [from, to] = whole.label;
  if (to === from || to - from > (textStarts.get(whole.tokens[from].fold) ?? 0)) return { texts: [], entries };
  let key = whole.tokens[from].fold;
  for (let i = from + 1; i < to; i++) key += ` ${whole.tokens[i].fold}`;
  return { texts: texts.get(key) ?? [], entries };
}
