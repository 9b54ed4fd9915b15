/** Leads: the summary between an article's title and its text. */

import type { Block } from '../model/document.js';
import { stepsOf } from '../model/elementPath.js';
import { foldWord } from '../text/fold.js';
import { countWords, isProse } from '../text/shape.js';
import { LEAD_REACH, LEAD_WORDS } from './leadLimits.js';

/** With a larger share of its text in links, a paragraph is a list of references. */
const LINKED = 0.4;

const LEAD_NAME =
  /(?:^|[.\-_])(?:lead|lede|intro[^\W_]*|excerpt|summary|standfirst|dek|deck|subtitle|subheadline|subhead|abstract|vorspann|teaser-?text|chapo|entradilla|sottotitolo|ingress|einleitung|description)(?:$|[.\-_\s[])/iu;

/**
 * Finds leads: blocks between title and text that repeat the page's own description or are inside an element named as a
 * lead, or prose below the title.
 * @param taken for each block whether it is known to belong to the article
 * @returns indexes of blocks
 */
export function findLeads(blocks: readonly Block[], taken: readonly boolean[], description: string | undefined): number[] {
  const firstBody = blocks.findIndex((block, i) => taken[i] && mayBeArticle(block));
  const title = blocks.findLastIndex((block, i) => i < firstBody && block.level === 1);
  const found: number[] = [];
  const about = description === undefined ? '' : foldWord(description).slice(0, 60);
  let reach: number = LEAD_REACH.named;
  for (let i = firstBody - 1; i >= 0 && reach > 0; i--) {
    const block = blocks[i];
    if (block.text === '') continue;
    reach--;
    if (taken[i] || !mayLead(block)) continue;
    const described = about.length >= 30 && foldWord(block.text).startsWith(about.slice(0, 40));
    const named = block.path !== undefined && LEAD_NAME.test(lastSteps(block.path));
    if (described || named || (title >= 0 && i > title && isProse(block.text))) found.push(i);
  }
  return found;
}

/** Whether a block may be a lead by its looks: text of some length, outside of parts of the page that never contain one. */
function mayLead({ kind, level, linkDensity = 0, path = '', text }: Block): boolean {
  if (kind === 'caption' || kind === 'control' || level === 1) return false;
  return linkDensity < LINKED && !isAside(path) && countWords(text) >= LEAD_WORDS;
}

/** The two innermost steps of a path: an element's name also describes its only child. */
function lastSteps(path: string): string {
  return stepsOf(path).slice(-2).join(' ');
}

/**
 * Whether a block could be a paragraph of the article: sentences, few links, and in no part of the page that never
 * contains the article.
 */
export function mayBeArticle(block: Block): boolean {
  return (
    block.kind !== 'caption' &&
    block.kind !== 'control' &&
    (block.linkDensity ?? 0) < LINKED &&
    isProse(block.text) &&
    !isAside(block.path ?? '')
  );
}

function isAside(path: string): boolean {
  return /(?:^| > )(?:nav|footer|aside|form|dialog)\b|\[role="(?:navigation|complementary|contentinfo|dialog|alert)"\]/u.test(path);
}
