/** Teasers: blocks that are other documents' titles and leads. */
import type { Rule } from '../../model/rule.js';
import { LEAD_REACH } from '../../read/leadLimits.js';
import { endsSentence } from '../../text/shape.js';
import { MAX_TEXT, type SeenBlock, type SeenDocument, textKey } from '../observe/observe.js';
import type { SiteSurvey } from '../survey/survey.js';
import type { Proposal } from './proposal.js';

/** Titles of fewer words could be anything. */
const TITLE_WORDS = 4;

/** A title is at most this many blocks above the first paragraph: the lead, a byline and a date come between. */
const TITLE_REACH = 8;
/**
 * Of the sentences there that other documents show too, at most this many are taken for leads: one as such, and one that
 * continues it.
 */
const LEAD_SENTENCES = 2;
/** A text on at least this share of a site's pages, of at least `PAGES`, is nobody's lead. */
const NOBODYS_SHARE = 0.8;
const PAGES = 4;

/** The texts that are titles or leads, with their owners: documents, named by site and hash. */
export interface HeadTexts {
  /** Owners by the key of a title. */
  readonly titles: Map<string, Set<string>>;
  /** Owners by the keys of a document's first own paragraph and of the sentences directly above it. */
  readonly leads: Map<string, Set<string>>;
}

/** A document's name, unique across the corpus. */
function ownerName(site: string, document: SeenDocument): string {
  return `${site} ${document.hash}`;
}

/** Adds the titles and leads of a site. If a text does not declare its title, the headline above its lead counts. */
export function addHeadTexts(headTexts: HeadTexts, name: string, site: SiteSurvey): void {
  for (const [d, document] of site.documents.entries()) addDocument(headTexts, site, d, ownerName(name, document));
}

function addDocument({ titles, leads }: HeadTexts, site: SiteSurvey, d: number, owner: string): void {
  const document = site.documents[d];
  const [first] = site.body[d];
  const add = (map: Map<string, Set<string>>, key: string) => map.set(key, (map.get(key) ?? new Set()).add(owner));
  for (const title of document.titles) if (title.split(' ').length >= TITLE_WORDS) add(titles, textKey(title));
  if (first < 0) return;
  add(leads, document.blocks[first].key);
  const above = document.blocks.slice(Math.max(0, first - LEAD_REACH.quoted), first);
  const sentences = above.filter(({ key, words, text }) => words >= TITLE_WORDS && endsSentence(text) && !isNobodys(site, key));
  const isQuoted = ({ key }: SeenBlock) => (site.frequency.get(key) as number) > 1;
  const own = sentences.filter((block) => !isQuoted(block));
  for (const { key } of [...own, ...sentences.filter(isQuoted).slice(-LEAD_SENTENCES)]) add(leads, key);
  if (document.titles.length > 0) return;
  const head = document.blocks.slice(Math.max(0, first - TITLE_REACH), first);
  const title = head.findLast((block) => block.shape === 'headline' && block.words >= TITLE_WORDS && !site.isFixed(block.key));
  if (title !== undefined) add(titles, title.key);
}

/** Whether nearly all pages show a text, so that it is no document's own. */
function isNobodys({ documents, frequency }: SiteSurvey, key: string): boolean {
  return documents.length >= PAGES && (frequency.get(key) ?? 0) >= documents.length * NOBODYS_SHARE;
}

/** Whether a block of a document may be a teaser. */
export type IsTeaser = (document: number, block: SeenBlock) => boolean;

/** Whether a block of a site's document is the title or lead of another document, or occurs more than once. */
export function teaserTest({ titles, leads }: HeadTexts, name: string, site: SiteSurvey): IsTeaser {
  return (document, { key, words }) => {
    const own = ownerName(name, site.documents[document]);
    const others = (map: ReadonlyMap<string, ReadonlySet<string>>) => [...(map.get(key) ?? [])].some((owner) => owner !== own);
    return others(titles) || others(leads) || (words >= TITLE_WORDS && (site.occurrences.get(key)?.length ?? 0) > 1);
  };
}

const LIST_NOTE = 'titles and leads of other documents';

/** Whether a rule lists other documents' titles: its rate depends on them, so it says nothing of drift. */
export function isTitleList({ note }: Pick<Rule, 'note'>): boolean {
  return note === LIST_NOTE;
}

/**
 * Proposes one rule with the titles and leads of other documents that this site's documents show. Where one of
 * them heads its own article, the judge keeps it (`OWN_LEAD`).
 */
export function proposeTeasers(
  { titles, leads }: HeadTexts,
  name: string,
  site: SiteSurvey,
  explained: readonly (readonly boolean[])[],
): Proposal[] {
  const texts = new Map<string, string>();
  const documents = new Set<number>();
  site.documents.forEach((document, d) => {
    document.blocks.forEach(({ key, text, words, shape }, b) => {
      if (explained[d][b] || words < TITLE_WORDS || text.length >= MAX_TEXT) return;
      const owners = shape === 'prose' ? leads.get(key) : titles.get(key);
      if (owners === undefined || owners.has(ownerName(name, document))) return;
      texts.set(key, text);
      documents.add(d);
    });
  });
  if (documents.size < 2) return [];
  const listed = [...texts.values()].sort();
  return [
    {
      category: 'teaser',
      scope: 'block',
      match: { text: listed },
      documents,
      contentHits: 0,
      examples: listed,
      note: LIST_NOTE,
    },
  ];
}
