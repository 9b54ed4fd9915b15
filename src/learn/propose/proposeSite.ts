/** The proposals for one site and format: every part of the learner is asked, then what takes too much is held back. */
import { articleTest } from '../survey/articleZone.js';
import type { SiteSurvey } from '../survey/survey.js';
import { proposeAuthors } from './authors.js';
import type { Categorize } from './categorizer.js';
import { withCaution } from './caution.js';
import { contentElement, proposeContentPath } from './contentPath.js';
import { proposeEdges } from './edges.js';
import { proposeFixed } from './fixed.js';
import { proposeFrames } from './frames.js';
import { proposeFurniture } from './furniture.js';
import type { Proposal } from './proposal.js';
import { withinProseShare } from './proseShare.js';
import { proposeSections } from './sections.js';
import { type HeadTexts, proposeTeasers, teaserTest } from './teasers.js';
import { proposeWalls } from './walls.js';

/** What the proposals of a site need to know of the rest of the corpus. */
export interface Corpus {
  readonly categorize: Categorize;
  /** Whether a text is prose that several sites show. */
  readonly isAgencyCopy: (key: string) => boolean;
  readonly headTexts: HeadTexts;
}

/** Proposes rules for one site. @param site its survey: of its pages or of its texts */
export function proposeSite(name: string, site: SiteSurvey, { categorize, isAgencyCopy, headTexts }: Corpus): readonly Proposal[] {
  const isOfArticles = articleTest(site, categorize);
  const fixed = proposeFixed(site, categorize, isAgencyCopy, headTexts, isOfArticles);
  const frames = proposeFrames(site, categorize, isOfArticles);
  const explained = explain(site, [...fixed, ...frames], headTexts);
  const edges = proposeEdges(site, categorize, isOfArticles);
  const isTeaser = teaserTest(headTexts, name, site);
  const sections = proposeSections(site, explained, isTeaser, categorize, new Set(edges.keys()), isOfArticles);
  const teasers = proposeTeasers(headTexts, name, site, explained);
  const content = contentElement(site);
  const byElement = content === undefined ? [] : [...proposeContentPath(site, content), ...proposeFurniture(site, content, categorize)];
  const proposals = [
    ...fixed,
    ...frames,
    ...edges.values(),
    ...sections,
    ...teasers,
    ...proposeWalls(site),
    ...proposeAuthors(site),
    ...byElement,
  ];
  return withCaution(name, site, withinProseShare(site, proposals, categorize));
}

/** For each document and block, whether a proposal removes it. */
function explain({ documents, isFixed }: SiteSurvey, proposals: readonly Proposal[], { leads }: HeadTexts): boolean[][] {
  const texts = new Set(proposals.filter((p) => p.candidate !== true).flatMap((p) => p.match.text ?? []));
  const examples = new Set(proposals.filter((p) => p.match.pattern !== undefined).flatMap((p) => p.examples));
  return documents.map(({ blocks }) =>
    blocks.map(({ key, text }) => key === '' || texts.has(text) || examples.has(text) || (isFixed(key) && !leads.has(key))),
  );
}
