/** Author boxes: a line with a name, and below it a block that begins with the same name. */

import type { Anchor } from '../../model/rule.js';
import { BLOCK_SEPARATOR } from '../../rules/file/example.js';
import { bindingsOf, matchPattern, parsePattern } from '../../rules/pattern/pattern.js';
import { tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import { MAX_TEXT, type SeenBlock } from '../observe/observe.js';
import type { SiteSurvey } from '../survey/survey.js';
import type { Proposal } from './proposal.js';

/** At least this many documents must end with an author box. */
const BOX_DOCUMENTS = 3;
const NAME = parsePattern('{name}');
const SEQUENCE = ['{name}', '{name} {any}'];
const BOX = parsePattern(SEQUENCE[1]);

/** Proposes the sequence that removes a site's author boxes, if several documents show one. */
export function proposeAuthors(site: SiteSurvey): Proposal[] {
  const documents = new Set<number>();
  const names = new Set<string>();
  const examples: string[] = [];
  let contentHits = 0;
  site.documents.forEach((document, d) => {
    document.blocks.forEach((block, b) => {
      const below = document.blocks[b + 1];
      if (below === undefined || !isBox(block, below, 'block-start')) return;
      // A box is at the end: if the document's own paragraphs follow, two lines of the article only look like one.
      if (site.core[d].indexOf(true, b + 2) >= 0) contentHits++;
      else if (below.text.length < MAX_TEXT && isBox(block, below, 'whole')) {
        documents.add(d);
        names.add(block.text);
        examples.push(`${block.text}${BLOCK_SEPARATOR}${below.text}`);
      }
    });
  });
  if (documents.size < BOX_DOCUMENTS || contentHits > 0 || names.size < 2) return [];
  return [{ category: 'author-bio', scope: 'block', match: { sequence: SEQUENCE }, where: 'tail', documents, contentHits, examples }];
}

/**
 * Whether two blocks are an author box. With `whole`, the bio fills its block, as the rule requires; a longer one may
 * be part of the article.
 */
function isBox(name: SeenBlock, bio: SeenBlock, anchor: Anchor): boolean {
  if (name.words < 2 || name.words > 4 || bio.words < 8) return false;
  const line = tokenizeText(name.text);
  const found = matchPattern(NAME, line, 'whole');
  if (found === undefined) return false;
  return matchPattern(BOX, tokenizeText(bio.text), anchor, bindingsOf(line, found)) !== undefined;
}
