/** Author boxes: a line with a name, and below it a block that begins with the same name. */

import type { Anchor } from '../../model/rule.js';
import { BLOCK_SEPARATOR } from '../../rules/file/example.js';
import { bindingsOf, matchPattern, parsePattern } from '../../rules/pattern/pattern.js';
import { tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import { MAX_TEXT, type SeenBlock } from '../observe/observe.js';
import type { Survey } from '../survey/survey.js';
import type { Proposal } from './proposal.js';

/** So many documents must show an author box at their end. */
const DOCUMENTS = 3;
const NAME = parsePattern('{name}');
const SEQUENCE = ['{name}', '{name} {any}'];
const BOX = parsePattern(SEQUENCE[1]);

/** Proposes the sequence that takes a site's author boxes, where several documents show one. */
export function proposeAuthors(site: Survey): Proposal[] {
  const documents = new Set<number>();
  const names = new Set<string>();
  const examples: string[] = [];
  let contentHits = 0;
  site.documents.forEach((document, d) => {
    document.blocks.forEach((block, b) => {
      const below = document.blocks[b + 1];
      if (below === undefined || !isBox(block, below, 'block-start')) return;
      // A box stands at the end: own paragraphs below it mean that two lines of the article look like one.
      if (site.core[d].indexOf(true, b + 2) >= 0) contentHits++;
      else if (below.text.length < MAX_TEXT && isBox(block, below, 'whole')) {
        documents.add(d);
        names.add(block.text);
        examples.push(`${block.text}${BLOCK_SEPARATOR}${below.text}`);
      }
    });
  });
  if (documents.size < DOCUMENTS || contentHits > 0 || names.size < 2) return [];
  return [{ category: 'author-bio', scope: 'block', match: { sequence: SEQUENCE }, where: 'tail', documents, contentHits, examples }];
}

/** A bio that fills its block is one that the rule takes; a longer one may still be the article's. */
function isBox(name: SeenBlock, bio: SeenBlock, anchor: Anchor): boolean {
  if (name.words < 2 || name.words > 4 || bio.words < 8) return false;
  const line = tokenizeText(name.text);
  const found = matchPattern(NAME, line, 'whole');
  if (found === undefined) return false;
  return matchPattern(BOX, tokenizeText(bio.text), anchor, bindingsOf(line, found)) !== undefined;
}
