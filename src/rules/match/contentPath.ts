/** The content path: everything outside the element in which a site keeps its articles. */
import { expectDocument } from '../../model/argument.js';
import type { Document } from '../../model/document.js';
import { findLeads } from '../../read/leads.js';
import { tableOf } from '../../read/table/blockTable.js';
import { PROSE } from '../../read/table/shapes.js';
import { type CompiledRules, indexesOf, scopesOf } from './compile.js';
import type { ContentPathEntry } from './rulePart.js';

/** Fewer words of prose are not an article: on this page the element has a different purpose. */
export const ARTICLE_WORDS = 40;

/**
 * The indexes of the blocks outside a site's content elements, except for the lead above the article.
 * @returns undefined if those elements do not contain an article on this page
 */
export function blocksOutside(document: Document, { tests }: Pick<ContentPathEntry, 'tests'>): number[] | undefined {
  const { blocks, meta } = document;
  const { paths, pathNumbers, words, shapes } = tableOf(document);
  const isInside = paths.map((path) => tests.some((test) => test(path)));
  const inside = blocks.map(({ text }, i) => text !== '' && pathNumbers[i] >= 0 && isInside[pathNumbers[i]]);
  const prose = blocks.reduce((sum, _, i) => sum + (inside[i] && (shapes[i] & PROSE) !== 0 ? words[i] : 0), 0);
  if (prose < ARTICLE_WORDS) return undefined;
  const leads = new Set(findLeads(blocks, inside, meta.description));
  return blocks.flatMap(({ text }, i) => (text === '' || inside[i] || leads.has(i) ? [] : [i]));
}

/**
 * Whether a rule knows the site's content path, and this page follows it.
 *
 * @example
 * ```ts
 * import { compileRules, hasContentPath, parseRules, readHtml } from 'klartext';
 *
 * const yaml = 'format: klartext-rules/1\nrules: [{ category: other, remove: block, match: { outside: main } }]';
 * const rules = compileRules(parseRules(yaml, 'rules.yaml'));
 * const prose = 'Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt am Montag mit. '.repeat(9);
 * hasContentPath(readHtml(`<main><p>${prose}</p></main>`), rules); // => true
 * hasContentPath(readHtml(`<div><p>${prose}</p></div>`), rules); // => false
 * ```
 */
export function hasContentPath(document: Document, rules: CompiledRules): boolean {
  expectDocument(document);
  const indexes = indexesOf(rules);
  if (document.format !== 'html') return false;
  const scopes = [...(document.site === undefined ? [] : scopesOf(indexes, document.site)), ...scopesOf(indexes, undefined)];
  return scopes.some(({ contentPaths }) => contentPaths.some((entry) => blocksOutside(document, entry) !== undefined));
}
