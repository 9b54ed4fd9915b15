/** Markdown with front matter: headings, lists, quotes and code as the source had them. */
import { stringify } from 'yaml';
import { keptText } from '../judge/paragraphs.js';
import type { Block, Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';

/** The article as Markdown: metadata as YAML between dashes, then the body. */
export function toMarkdown(document: Document, article: CleanArticle): string {
  const { titles: _, ...meta } = article.meta;
  const front = stringify({ id: article.id, ...meta }, { lineWidth: 0 });
  let body = '';
  let previous: Block | undefined;
  for (const verdict of article.verdicts) {
    const text = keptText(document, verdict);
    if (text === '') continue;
    const block = document.blocks[verdict.block];
    if (body !== '') body += block.kind === previous?.kind && tight(block) ? '\n' : '\n\n';
    body += toLines(block, text);
    previous = block;
  }
  return `---\n${front}---\n\n${body}\n`;
}

/** Items of a list and lines of a quote follow each other without a blank line. */
function tight(block: Block): boolean {
  return block.kind === 'item';
}

function toLines(block: Block, text: string): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level ?? 2)} ${text}`;
    case 'item':
      return `- ${text}`;
    case 'quote':
      return `> ${text}`;
    case 'code':
      return fenced(text);
    default:
      return escapeStart(text);
  }
}

/** Code between fences that are longer than any run of backticks in it. */
function fenced(code: string): string {
  const longest = (code.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}

/** A paragraph that begins like a heading, a quote or a list item must not become one. */
function escapeStart(text: string): string {
  return text.replace(/^(?:[#>+*=~`-]|(\d+)(?=[.)]\s))/u, (start, digits?: string) =>
    digits === undefined ? `\\${start}` : `${digits}\\`,
  );
}
