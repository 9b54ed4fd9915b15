/** Author boxes: a line with a name, and below it a block that begins with the same name. */

import { matchPattern, parsePattern } from '../rules/pattern.js';
import { tokenize } from '../text/tokens.js';
import type { SeenBlock } from './observe.js';
import type { Proposal } from './proposal.js';
import type { Survey } from './survey.js';

/** So many documents must show an author box at their end. */
const DOCUMENTS = 3;
const NAME = parsePattern('{name}');
const SEQUENCE = ['{name}', '{name} {any}'];
const BOX = parsePattern(SEQUENCE[1]);

/** Proposes the sequence that takes a site's author boxes, where several documents show one. */
export function proposeAuthors(site: Survey): Proposal[] {
  const documents = new Set<number>();
  const examples: string[] = [];
  let contentHits = 0;
  site.documents.forEach((document, d) => {
    document.blocks.forEach((block, b) => {
      const below = document.blocks[b + 1];
      if (below === undefined || !isBox(block, below)) return;
      // A box stands at the end: own paragraphs below it mean that two lines of the article look like one.
      if (site.core[d].indexOf(true, b + 2) >= 0) contentHits++;
      else {
        documents.add(d);
        examples.push(block.text);
      }
    });
  });
  if (documents.size < DOCUMENTS || contentHits > 0 || new Set(examples).size < 2) return [];
  return [{ category: 'author-bio', scope: 'block', match: { sequence: SEQUENCE }, where: 'tail', documents, contentHits, examples }];
}

function isBox(name: SeenBlock, bio: SeenBlock): boolean {
  if (name.words < 2 || name.words > 4 || bio.words < 8) return false;
  const line = { text: name.text, tokens: tokenize(name.text), titles: [] };
  const found = matchPattern(NAME, line, 'whole');
  if (found === undefined) return false;
  const box = { text: bio.text, tokens: tokenize(bio.text), titles: [] };
  return matchPattern(BOX, box, 'block-start', found.bindings) !== undefined;
}
