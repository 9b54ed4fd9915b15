/** Boxes between an article's paragraphs go as a whole where rules know what they offer; what may be the article's stays. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, judge, loadPacks, readHtml } from '../../../src/index.js';
import { councilParagraph as paragraph } from '../../support/comments.js';

const packs = compileRules(loadPacks());
const HEAD = 'Der Morgen am Deich';
const INVITATION = 'Was heute an der Küste wichtig wird: Unsere Redaktion schreibt Ihnen an jedem Werktag um sechs Uhr früh.';
const BUTTON = 'Newsletter abonnieren';

/** Which texts of a box are kept, between paragraphs of the article or below them. */
function keptOf(box: string, { score = 0.6, isBetween = true } = {}): string[] {
  const below = isBetween ? `<p>${paragraph(4)}</p><p>${paragraph(5)}</p>` : '';
  const page = readHtml(`<main><p>${paragraph(1)}</p><p>${paragraph(2)}</p><p>${paragraph(3)}</p>${box}${below}</main>`);
  const scores = Float32Array.from(page.blocks, ({ text }) => (text.startsWith('Der Gemeinderat') ? 0.95 : text === BUTTON ? 0.02 : score));
  return judge(page, packs, { scores }).flatMap(({ block, action }) => {
    const { text } = page.blocks[block];
    return action === 'remove' || text === '' || text.startsWith('Der Gemeinderat') ? [] : [text];
  });
}

const box = (more = ''): string => `<div class="b"><h3>${HEAD}</h3><p>${INVITATION}</p>${more}<p>${BUTTON}</p></div>`;

describe('a box', () => {
  test('goes with its heading and its invitation', () => {
    expect(keptOf(box())).toEqual([]);
  });

  test('goes with its frame', () => {
    expect(keptOf(`<section class="frame"><p>Aus unserem Haus</p>${box()}</section>`)).toEqual([]);
  });

  test('that leads to other stories goes with their leads', () => {
    const story = `<p>${INVITATION}</p>`;
    expect(keptOf(`<div class="b"><p>Lesen Sie auch</p><h3>${HEAD}</h3>${story}</div>`)).toEqual([]);
  });

  test('says why', () => {
    const page = readHtml(`<main><p>${paragraph(1)}</p>${box()}<p>${paragraph(2)}</p></main>`);
    const scores = Float32Array.from(page.blocks, ({ text }) => (text.startsWith('Der Gemeinderat') ? 0.95 : 0.6));
    const verdict = judge(page, packs, { scores }).find(({ block }) => page.blocks[block].text === INVITATION);
    expect(verdict?.reasons.map(({ message }) => message)).toEqual([
      'is among what interrupts the article',
      'is in a box that offers something else',
    ]);
  });
});

describe('what stays', () => {
  test('a box of which something is likely to be the article’s', () => {
    expect(keptOf(box(), { score: 0.85 })).toEqual([HEAD, INVITATION]);
  });

  test('a long box: a chapter may end with an offer', () => {
    expect(keptOf(box(Array.from({ length: 6 }, (_, i) => `<p>${i + 2}. ${INVITATION}</p>`).join('')))).toHaveLength(8);
  });

  test('what is beside a button in the element of the article itself', () => {
    expect(keptOf(`<h3>${HEAD}</h3><p>${INVITATION}</p><p>${BUTTON}</p>`)).toEqual([HEAD, INVITATION]);
  });

  test('an element below the article, which others judge', () => {
    expect(keptOf(box(), { isBetween: false })).toEqual([HEAD, INVITATION]);
  });
});

describe('a link in capitals between paragraphs', () => {
  const HEADLINE = 'FÄHRE NACH SANDHOLM FÄLLT BIS ZUM WOCHENENDE AUS';
  const link = (text: string): string => `<p><a href="/2"><strong>${text}</strong></a></p>`;

  test('is the headline of another story', () => {
    expect(keptOf(link(HEADLINE))).toEqual([]);
  });

  test.each([
    ['is kept where the model is sure of it', link(HEADLINE), 0.85],
    ['is kept as a subheading, which is no link', `<h3>${HEADLINE}</h3>`, 0.6],
    ['is kept if it is short', link('EIN FUND IM WATT'), 0.6],
    ['is kept if it is no headline in capitals', link('Fähre nach Sandholm fällt bis zum Wochenende aus'), 0.6],
  ])('%s', (_, block, score) => {
    expect(keptOf(block, { score })).toHaveLength(1);
  });
});
