/** A seen document as a document again, so that rules can be tried on what was observed. */
import type { Block, Document } from '../../model/document.js';
import type { Rule } from '../../model/rule.js';
import { RULES_FORMAT } from '../../model/rule.js';
import { findSite } from '../../rules/findSite.js';
import { type CompiledRules, compileRules } from '../../rules/match/compile.js';
import { findHits } from '../../rules/match/findHits.js';
import type { Rate } from '../evidence/drift.js';
import type { Recognise } from '../sites/cluster.js';
import { type Observations, sampleOf } from './observations.js';
import type { SeenDocument } from './observe.js';

/** Rules are tried on so many documents of a site: those with the smallest hashes. */
export const TRIED = 50;

/** The document as far as it was kept: its blocks in order, long ones cut, a line each; links are forgotten. */
export function recall({ id, site, format, titles, blocks }: SeenDocument): Document {
  let source = '';
  const recalled = blocks.map(({ text, path, main }): Block => {
    const start = source.length;
    source += `${text}\n`;
    const level = headingLevel(path);
    return {
      start,
      end: source.length,
      kind: format === 'text' ? 'line' : level === undefined ? 'paragraph' : 'heading',
      text,
      ...(level === undefined ? {} : { level }),
      ...(path === undefined ? {} : { path }),
      ...(main === undefined ? {} : { main }),
    };
  });
  const meta = titles.length === 0 ? {} : { title: titles[0], titles };
  return { id, ...(site === '' ? {} : { site }), format, source, blocks: recalled, meta };
}

function headingLevel(path: string | undefined): number | undefined {
  const found = /(?:^| > )h([1-6])(?![\w-])[^>]*$/u.exec(path ?? '');
  return found === null ? undefined : Number(found[1]);
}

/**
 * For the ids of the rules that hit something in the observed documents of their site, whatever the rules' status, how
 * many they hit. Of each site `TRIED` documents are looked at.
 */
export function rulesSeen(rules: readonly Rule[], observations: Observations): ReadonlyMap<string, Rate> {
  const compiled = compileAll(rules);
  const sites = new Set(rules.map(({ site }) => site));
  const seen = new Map<string, Rate>();
  for (const [name, site] of observations) {
    if (!sites.has(name)) continue;
    const tried = sampleOf(site, TRIED);
    for (const document of tried) {
      const ids = new Set(findHits(recall(document), compiled).map(({ rule }) => rule.id));
      for (const id of ids) seen.set(id, { documents: (seen.get(id)?.documents ?? 0) + 1, of: tried.length });
    }
  }
  return seen;
}

/** Names the site of seen documents by the rules of an earlier run, whatever the rules' status. */
export function recogniser(rules: readonly Rule[]): Recognise {
  const compiled = compileAll(rules);
  return (document) => findSite(recall(document), compiled);
}

function compileAll(rules: readonly Rule[]): CompiledRules {
  const active = rules.map(({ status: _, ...rule }) => rule);
  return compileRules({ format: RULES_FORMAT, name: 'tried', rules: active });
}
