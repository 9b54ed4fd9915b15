/** Counts what a run did, for the summary at its end. */
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';
import { percent } from './table.js';
import type { Colors } from './terminal.js';

/** How many categories the summary names. */
const SHOWN = 6;

export class Tally {
  failed = 0;
  private documents = 0;
  private quarantined = 0;
  private shown = 0;
  private removed = 0;
  private readonly byCategory = new Map<string, number>();

  add(document: Document, article: CleanArticle): void {
    this.documents++;
    if (article.notes.length > 0) this.quarantined++;
    for (const verdict of article.verdicts) {
      const { text } = document.blocks[verdict.block];
      this.shown += text.length;
      if (verdict.action === 'remove') this.count(verdict.reasons[0].category, text.length);
      for (const span of verdict.spans ?? []) this.count(span.reason.category, span.textEnd - span.textStart);
    }
  }

  private count(category: string, characters: number): void {
    this.removed += characters;
    this.byCategory.set(category, (this.byCategory.get(category) ?? 0) + characters);
  }

  /** One or two lines: how many documents, of how many a guard kept what rules spoke against, how much was removed and as what. */
  summary(colors: Colors, out: string | undefined): string {
    const documents = `${this.documents} ${this.documents === 1 ? 'document' : 'documents'} cleaned${out === undefined ? '' : ` into ${out}`}`;
    const quarantined = this.quarantined > 0 ? `, ${colors.yellow(`${this.quarantined} quarantined`)}` : '';
    const failures = this.failed > 0 ? `, ${colors.red(`${this.failed} failed`)}` : '';
    const share = `${percent(this.removed, this.shown)} of the text removed`;
    const categories = [...this.byCategory].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const named = categories.slice(0, SHOWN).map(([category, characters]) => `${category} ${percent(characters, this.shown)}`);
    if (categories.length > SHOWN) named.push('…');
    return `${colors.bold(documents)}${quarantined}${failures}: ${share}${named.length > 0 ? colors.dim(` (${named.join(', ')})`) : ''}`;
  }
}
