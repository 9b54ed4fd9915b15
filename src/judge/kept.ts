/** The text that verdicts leave. */
import type { Document } from '../model/document.js';
import type { Verdict } from '../model/verdict.js';

/** What remains of one block's text; empty for layout and removed blocks. */
export function keptText(document: Document, verdict: Verdict): string {
  if (verdict.action === 'remove') return '';
  const { text } = document.blocks[verdict.block];
  if (verdict.spans === undefined) return text;
  let left = '';
  let at = 0;
  for (const span of verdict.spans) {
    left += text.slice(at, span.textStart);
    at = span.textEnd;
  }
  return (left + text.slice(at)).trim();
}

/** The kept paragraphs of a document, in order, without empty ones. */
export function keptParagraphs(document: Document, verdicts: readonly Verdict[]): string[] {
  return verdicts.map((verdict) => keptText(document, verdict)).filter((text) => text !== '');
}
