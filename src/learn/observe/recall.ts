/** Turns an observed document back into a document, so that rules can be tried on observations. */
import type { Block, Document } from '../../model/document.js';
import type { SeenDocument } from './observe.js';

/** The document as far as it was kept: its blocks in order, one line each, long ones cut and links forgotten. */
export function recall({ id, site, format, titles, blocks }: SeenDocument): Document {
  let source = '';
  const recalled = blocks.map(({ text, path, main }): Block => {
    const start = source.length;
    source += `${text}\n`;
    const level = headingLevel(path);
    return {
      start,
      end: source.length,
      kind: format === 'text' ? 'line' : level === undefined ? 'paragraph' : 'heading',
      text,
      ...(level === undefined ? {} : { level }),
      ...(path === undefined ? {} : { path }),
      ...(main === undefined ? {} : { main }),
    };
  });
  const meta = titles.length === 0 ? {} : { title: titles[0], titles };
  return { id, ...(site === '' ? {} : { site }), format, source, blocks: recalled, meta };
}

function headingLevel(path: string | undefined): number | undefined {
  const found = /(?:^| > )h([1-6])(?![\w-])[^>]*$/u.exec(path ?? '');
  return found === null ? undefined : Number(found[1]);
}
