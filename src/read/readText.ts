/** Reads plain text. Each paragraph, of one or several lines, is a block; blank lines are layout. */
import { expectChoice, expectInput, expectOptions } from '../model/argument.js';
import type { Block, Document } from '../model/document.js';
import { decodeText } from '../text/bytes/charset.js';
import { knownWords } from './text/hyphens.js';
import { LAYOUT_CHOICES, type LayoutChoice, layOut } from './text/layout.js';
import { paragraphsOf } from './text/paragraphs.js';
import { textLines } from './text/textLine.js';
import { allTitles, textHead } from './titles.js';

/** What the caller knows about a document besides its content. */
export interface ReadOptions {
  /** Identifies the document in messages and outputs. Default: `document`. */
  readonly id?: string | undefined;
  /** The site whose rules apply. Default: none; only rules for every site apply. */
  readonly site?: string | undefined;
  /** The title, if it is known from elsewhere, such as a record's field. It precedes the titles in the source. */
  readonly title?: string | undefined;
  /** The charset from the HTTP response. Default: unknown; the bytes decide. */
  readonly charset?: string | undefined;
  /** Texts only: how the lines form paragraphs. Default: `auto`, which detects it. */
  readonly layout?: LayoutChoice | undefined;
}

/** No paragraph is this long: a text with a longer line has lost its line ends. */
const MAX_LINE = 1_000_000;

/**
 * Reads a plain text as scrapers extract it from a page.
 * @param input a string, or bytes in any charset (decoded by byte order mark, as valid UTF-8, or by a detector)
 * @throws NotTextError for binary data
 *
 *
 * @example
 * ```ts
 * import { readText } from 'klartext';
 *
 * const text = readText('Der Rat der Stadt tagt.\n\nTeilen', { id: '17', site: 'bote.example' });
 * text.blocks.map(({ kind, text }) => [kind, text]); // => [['line', 'Der Rat der Stadt tagt.'], ['blank', ''], ['line', 'Teilen']]
 * ```
 */
export function readText(input: string | Uint8Array, options: ReadOptions = {}): Document {
  expectInput(input);
  expectOptions(options);
  expectChoice(options.layout, LAYOUT_CHOICES, 'layout');
  const decoded = typeof input === 'string' ? undefined : decodeText(input, options.charset);
  const source = decoded === undefined ? (input as string) : decoded.text;
  const lines = textLines(source);
  const { layout, joined } = layOut(lines, options.layout ?? 'auto');
  const blocks = paragraphsOf(lines, joined, knownWords(source));
  const warnings = decoded?.warning === undefined ? [] : [decoded.warning];
  const long = blocks.find((block) => block.end - block.start > MAX_LINE);
  if (long !== undefined) {
    warnings.push(
      `a line of ${Math.round((long.end - long.start) / 1e6)} million characters: lines are paragraphs, so this one is kept or removed whole`,
    );
  }
  const { title, siteName, date } = textHead(firstTexts(blocks, 12));
  const titles = allTitles(options.title, title === undefined ? [] : [title]);
  return {
    id: options.id ?? 'document',
    ...(options.site === undefined ? {} : { site: options.site }),
    format: 'text',
    layout,
    source,
    blocks,
    meta: {
      ...(titles.length === 0 ? {} : { title: titles[0], titles }),
      ...(siteName === undefined ? {} : { siteName }),
      ...(date === undefined ? {} : { date }),
      ...(decoded === undefined ? {} : { charset: decoded.charset }),
    },
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

function firstTexts(blocks: readonly Block[], count: number): string[] {
  const texts: string[] = [];
  for (const { text } of blocks) {
    if (text !== '' && texts.push(text) === count) break;
  }
  return texts;
}
