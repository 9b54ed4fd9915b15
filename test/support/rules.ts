/** Helpers for rule tests: rules, documents, and what stays and is removed. */
import {
  type CompiledRules,
  clean,
  compileRules,
  type Document,
  keptSource,
  parseRules,
  type Rule,
  type Verdict,
} from '../../src/index.js';

/** The rules of a file, given the lines below `rules:`. */
export function rulesOf(list: string): readonly Rule[] {
  return parseRules(`format: klartext-rules/1\nrules:\n${list}`, 'test').rules;
}

export function compiled(list: string): CompiledRules {
  return compileRules({ format: 'klartext-rules/1', name: 'test', rules: rulesOf(list) });
}

/** Compiled rules from plain data. */
export function compiledRules(rules: readonly Rule[]): CompiledRules {
  return compileRules({ format: 'klartext-rules/1', name: 'test', rules });
}

/** A document with this title, whatever its source says. */
export function titled(document: Document, ...titles: string[]): Document {
  return { ...document, meta: { ...document.meta, title: titles[0], titles } };
}

/** The texts of the blocks that are removed whole, in order. */
export function removedTexts(document: Document, rules: CompiledRules): string[] {
  return removedBlocks(document, clean(document, rules).verdicts);
}

export function removedBlocks(document: Document, verdicts: readonly Verdict[]): string[] {
  return verdicts.filter((verdict) => verdict.action === 'remove').map((verdict) => document.blocks[verdict.block].text);
}

/** The texts removed from kept blocks, in order, as written in the source. */
export function cutOut(document: Document, rules: CompiledRules): string[] {
  return clean(document, rules).verdicts.flatMap(({ spans = [] }) => spans.map(({ start, end }) => document.source.slice(start, end)));
}

/** The paragraphs that are left. */
export function bodyOf(document: Document, rules: CompiledRules): string[] {
  const { body } = clean(document, rules);
  return body === '' ? [] : body.split('\n\n');
}

/** For each code unit of the source, whether it is removed. */
export function removedOffsets(document: Document, verdicts: readonly Verdict[]): Set<number> {
  const removed = new Set<number>();
  for (const verdict of verdicts) {
    const { start, end } = document.blocks[verdict.block];
    if (verdict.action === 'remove') for (let i = start; i < end; i++) removed.add(i);
    for (const span of verdict.spans ?? []) for (let i = span.start; i < span.end; i++) removed.add(i);
  }
  return removed;
}

/** The source without what the rules remove. */
export function sourceLeft(document: Document, rules: CompiledRules): string {
  return keptSource(document, clean(document, rules).verdicts);
}

/** The texts of a document's blocks, layout left out. */
export function texts(document: Document): string[] {
  return document.blocks.filter((block) => block.text !== '').map((block) => block.text);
}
