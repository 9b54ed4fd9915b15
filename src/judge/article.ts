/** Articles before and after the reasons of their verdicts are named. */
import { lazyField } from '../model/lazyField.js';
import type { CleanArticle, Verdict } from '../model/verdict.js';
import type { Judgement } from './judgement.js';
import { verdictsOf } from './naming.js';

/** An article without its verdicts. */
export type UnnamedArticle = Omit<CleanArticle, 'verdicts'>;

/** The article of a judgement, without its verdicts. */
export function unnamedArticle({ document }: Judgement, paragraphs: readonly string[], notes: readonly string[]): UnnamedArticle {
  const { id, site, meta } = document;
  const { title } = meta;
  return {
    id,
    ...(site === undefined ? {} : { site }),
    ...(title === undefined ? {} : { title }),
    body: paragraphs.join('\n\n'),
    meta,
    notes,
  };
}

/**
 * An article with verdicts that are named when they are first read: that takes as long as judging, and most of those who
 * clean never read them. JSON, structured clones and spreading read them, so copies are plain data.
 */
export function namedArticle({ notes, bodyFrom, ...rest }: UnnamedArticle, judgement: Judgement): CleanArticle {
  const article = { ...rest, verdicts: [] as readonly Verdict[], notes, ...(bodyFrom === undefined ? {} : { bodyFrom }) };
  return lazyField(article, 'verdicts', () => verdictsOf(judgement));
}
