/** Teasers: blocks that are other documents' titles and leads. */
import { phraseKey } from '../rules/compile.js';
import { endsSentence } from '../text/shape.js';
import type { SeenBlock } from './observe.js';
import type { Proposal } from './proposal.js';
import type { Survey } from './survey.js';

/** Shorter titles could be anything. */
const TITLE_WORDS = 4;

/** A lead stands at most so many blocks above the rest of its article. */
const LEAD_REACH = 3;

/** Whose title or lead a text is. */
export interface Heads {
  /** Documents by the key of their title. */
  readonly titles: ReadonlyMap<string, ReadonlySet<number>>;
  /** Documents by the keys of their first own paragraph and of sentences right above it. */
  readonly leads: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The titles and leads of a site's documents; a text that does not name its title has the headline above its lead. */
export function findHeads(site: Survey): Heads {
  const titles = new Map<string, Set<number>>();
  const leads = new Map<string, Set<number>>();
  site.documents.forEach((document, d) => {
    const [first] = site.body[d];
    const add = (map: Map<string, Set<number>>, key: string) => map.set(key, (map.get(key) ?? new Set()).add(d));
    for (const title of document.titles) if (title.split(' ').length >= TITLE_WORDS) add(titles, phraseKey(title));
    if (first < 0) return;
    for (let b = Math.max(0, first - LEAD_REACH); b <= first; b++) {
      const { key, text, words } = document.blocks[b];
      if (b === first || (words >= TITLE_WORDS && endsSentence(text))) add(leads, key);
    }
    if (document.titles.length > 0) return;
    for (let b = first - 1; b >= Math.max(0, first - 8); b--) {
      const block = document.blocks[b];
      if (block.shape === 'headline' && block.words >= TITLE_WORDS && !site.isFixed(block.key)) {
        add(titles, block.key);
        break;
      }
    }
  });
  return { titles, leads };
}

/** Whether a block of a document is the title or the lead of another, or stands in more than one place. */
export function isTeaser({ titles, leads }: Heads, site: Survey, document: number, { key, words }: SeenBlock): boolean {
  const others = (map: ReadonlyMap<string, ReadonlySet<number>>) => [...(map.get(key) ?? [])].some((d) => d !== document);
  return others(titles) || others(leads) || (words >= TITLE_WORDS && (site.places.get(key)?.length ?? 0) > 1);
}

/** Titles of documents that other documents show, as one rule. */
export function proposeTeasers(site: Survey, { titles }: Heads, explained: readonly (readonly boolean[])[]): Proposal[] {
  const texts = new Map<string, string>();
  const documents = new Set<number>();
  site.documents.forEach((document, d) => {
    document.blocks.forEach((block, b) => {
      const owners = titles.get(block.key);
      if (owners === undefined || explained[d][b] || owners.has(d) || block.words < TITLE_WORDS || block.shape === 'prose') return;
      texts.set(block.key, block.text);
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
      note: 'titles of other documents of this site',
    },
  ];
}
