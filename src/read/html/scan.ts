/** One pass over a page: its blocks with their source ranges, and what its head says. */
import { Parser } from 'htmlparser2';
import type { Block, BlockKind } from '../../model/document.js';
import { foldSpace } from '../../text/fold.js';
import { countWords } from '../../text/shape.js';
import { BLOCK_ELEMENTS, isHidden, kindOf, SILENT_ELEMENTS, VOID_ELEMENTS } from './elements.js';
import { pathStep } from './path.js';

/** What the page says of itself outside its text, as found. */
export interface HeadData {
  /** `<meta>` by name or property, in lower case; the first of each wins. */
  readonly meta: ReadonlyMap<string, string>;
  readonly title?: string;
  readonly canonical?: string;
  readonly language?: string;
  /** The contents of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
}

export interface Scan {
  readonly blocks: readonly Block[];
  readonly head: HeadData;
  /** For each block the offset of the start tag that holds just this block's text; -1 where there is none. */
  readonly ownTags: readonly number[];
  /** Ranges of scripts, styles and comments: what a careful reader need not parse again. */
  readonly silent: readonly (readonly [number, number])[];
}

interface OpenElement {
  readonly tag: string;
  readonly step: string;
  readonly kind: BlockKind | undefined;
  readonly silent: boolean;
  readonly start: number;
  path?: string;
}

/** The deepest nesting that is followed; below it elements count as part of the last one (browsers stop at 512). */
const MAX_DEPTH = 512;

/** A page of fewer visible words than this may keep its text hidden until a script shows it. */
const FEW_WORDS = 50;
/** That is so where revealing it shows so many times as much. */
const MANY_TIMES = 5;

/**
 * Cuts a page into blocks. Linear in its length; damaged markup costs structure, never text. Hidden elements and
 * `noscript` give no text, unless next to nothing is left without them: then a script would have shown the page.
 */
export function scanHtml(source: string): Scan {
  const scan = scanOnce(source, false);
  const shown = wordsUpTo(FEW_WORDS, scan);
  if (shown >= FEW_WORDS) return scan;
  const revealed = scanOnce(source, true);
  const enough = Math.max(FEW_WORDS, shown * MANY_TIMES) + 1;
  return wordsUpTo(enough, revealed) >= enough ? revealed : scan;
}

function scanOnce(source: string, reveal: boolean): Scan {
  const scanner = new Scanner(source, reveal);
  scanner.run();
  return scanner;
}

/** The words that a page shows, counted no further than is asked. */
function wordsUpTo(limit: number, { blocks }: Scan): number {
  let words = 0;
  for (const { text } of blocks) {
    words += countWords(text);
    if (words >= limit) break;
  }
  return words;
}

class Scanner implements Scan {
  readonly blocks: Block[] = [];
  readonly ownTags: number[] = [];
  readonly silent: [number, number][] = [];
  readonly head: { meta: Map<string, string>; title?: string; canonical?: string; language?: string; jsonLd: string[] } = {
    meta: new Map(),
    jsonLd: [],
  };

  private readonly stack: OpenElement[] = [];
  private overflow = 0;
  /** At which overflow a silent element began; 0 where none did. */
  private silentOverflow = 0;
  private silentDepth = 0;
  private silentStart = 0;
  private linkDepth = 0;
  /** Where the run of text in hand began, behind the last block tag. */
  private runStart = 0;
  private runText = '';
  private runLinked = 0;
  /** The block start tag right before the run, if nothing stands between. */
  private runTag: OpenElement | undefined;
  /** Where a line break began that nothing but space has followed so far. */
  private breakStart = -1;
  private titleText = '';
  private ldText: string | undefined;
  /** Behind the last emitted block. */
  private emitted = 0;

  constructor(
    private readonly source: string,
    /** Whether hidden elements and `noscript` count as shown. */
    private readonly reveal: boolean,
  ) {}

  run(): void {
    const parser: Parser = new Parser(
      {
        onopentag: (tag, attributes, implied) =>
          this.open(tag, attributes, parser.startIndex, implied ? parser.startIndex : parser.endIndex + 1),
        onclosetag: (tag, implied) => this.close(tag, parser.startIndex, implied ? parser.startIndex : parser.endIndex + 1, implied),
        ontext: (text) => this.text(text),
        oncomment: () => {
          if (this.silentDepth === 0) this.silent.push([parser.startIndex, parser.endIndex + 1]);
        },
      },
      { decodeEntities: true },
    );
    parser.write(withoutOpenCdata(this.source));
    parser.end();
    this.flush(this.source.length);
    this.emitMarkup(this.source.length);
    if (this.titleText.trim()) this.head.title = this.titleText;
  }

  private open(tag: string, attributes: Record<string, string>, start: number, end: number): void {
    if (tag === 'meta' || tag === 'link' || tag === 'html') this.readHead(tag, attributes);
    if (tag === 'br') {
      this.lineBreak(start, end);
      return;
    }
    if (BLOCK_ELEMENTS.has(tag)) {
      this.flush(start);
      this.runStart = end;
    }
    if (VOID_ELEMENTS.has(tag)) return;
    const silent = this.reveal ? SILENT_ELEMENTS.has(tag) && tag !== 'noscript' : SILENT_ELEMENTS.has(tag) || isHidden(attributes);
    if (this.stack.length >= MAX_DEPTH) {
      this.overflow++;
      if (silent && this.silentDepth === 0) {
        this.silentDepth = 1;
        this.silentStart = start;
        this.silentOverflow = this.overflow;
      }
      return;
    }
    const element: OpenElement = { tag, step: pathStep(tag, attributes), kind: kindOf(tag), silent, start };
    this.stack.push(element);
    if (tag === 'a') this.linkDepth++;
    if (silent && this.silentDepth++ === 0) this.silentStart = start;
    if (tag === 'script' && /ld\+json/iu.test(attributes.type ?? '')) this.ldText = '';
    if (BLOCK_ELEMENTS.has(tag)) this.runTag = element;
  }

  private close(tag: string, start: number, end: number, implied: boolean): void {
    if (VOID_ELEMENTS.has(tag)) return;
    if (this.overflow > 0) {
      if (this.overflow-- === this.silentOverflow) {
        this.silentOverflow = 0;
        this.silentDepth = 0;
        this.silent.push([this.silentStart, end]);
      }
      if (BLOCK_ELEMENTS.has(tag)) {
        this.flush(start);
        this.runStart = end;
      }
      return;
    }
    const element = this.stack.at(-1);
    if (BLOCK_ELEMENTS.has(tag)) {
      // `<p>text</p>`: the tags hold nothing else, so they are part of the block.
      if (!implied && element !== undefined && element === this.runTag && this.hasText()) this.flush(end, element.start);
      else this.flush(start);
      this.runStart = end;
    }
    if (element?.tag !== tag) return;
    this.stack.pop();
    if (tag === 'a') this.linkDepth--;
    if (element.silent && --this.silentDepth === 0) this.silent.push([this.silentStart, end]);
    if (this.ldText !== undefined && tag === 'script') {
      this.head.jsonLd.push(this.ldText);
      this.ldText = undefined;
    }
  }

  private text(text: string): void {
    if (this.silentDepth > 0) {
      if (this.ldText !== undefined) this.ldText += text;
      else if (this.stack.at(-1)?.tag === 'title' && this.titleText.length < 2000 && this.stack.every((e) => e.tag !== 'svg'))
        this.titleText += text;
      return;
    }
    if (this.breakStart >= 0 && /\S/u.test(text)) this.breakStart = -1;
    this.runText += text;
    if (this.linkDepth > 0) this.runLinked += text.trim().length;
  }

  /** One line break is a space, two in a row end a paragraph. */
  private lineBreak(start: number, end: number): void {
    if (this.silentDepth > 0) return;
    if (this.breakStart >= 0) {
      this.flush(this.breakStart);
      this.runStart = end;
    } else {
      this.breakStart = start;
      this.runText += '\n';
    }
  }

  private hasText(): boolean {
    return foldSpace(this.runText) !== '';
  }

  /** Ends the run of text in hand at `end`; its block begins at `start`, or where the run began. */
  private flush(end: number, start = this.runStart): void {
    const text = foldSpace(this.runText);
    if (text !== '') {
      const from = Math.max(start, this.emitted);
      // The parser places the end of an unfinished comment behind the source.
      const to = Math.max(Math.min(end, this.source.length), from);
      this.emitMarkup(from);
      if (to > from) this.emitText(from, to, text);
    }
    this.runText = '';
    this.runLinked = 0;
    this.runTag = undefined;
    this.breakStart = -1;
  }

  private emitText(start: number, end: number, text: string): void {
    const kind = this.kind();
    const level = kind === 'heading' ? this.headingLevel() : undefined;
    this.blocks.push({
      start,
      end,
      kind,
      text,
      ...(level === undefined ? {} : { level }),
      path: this.path(),
      linkDensity: Math.min(1, Math.round((1000 * this.runLinked) / text.length) / 1000),
    });
    this.ownTags.push(this.runTag === undefined ? -1 : this.runTag.start);
    this.emitted = end;
  }

  private emitMarkup(end: number): void {
    if (end <= this.emitted) return;
    this.blocks.push({ start: this.emitted, end, kind: 'markup', text: '' });
    this.ownTags.push(-1);
    this.emitted = end;
  }

  private kind(): BlockKind {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const { kind } = this.stack[i];
      if (kind !== undefined) return kind;
    }
    return 'paragraph';
  }

  private headingLevel(): number | undefined {
    const heading = this.stack.findLast((element) => element.kind === 'heading');
    return heading === undefined ? undefined : Number(heading.tag[1]);
  }

  /** The path of the innermost block element; elements in the line are left out. */
  private path(): string {
    const { stack } = this;
    let known = stack.length - 1;
    while (known >= 0 && stack[known].path === undefined) known--;
    let path = known >= 0 ? (stack[known].path as string) : '';
    for (let i = known + 1; i < stack.length; i++) {
      if (BLOCK_ELEMENTS.has(stack[i].tag) || stack[i].tag.includes('-')) path += (path === '' ? '' : ' > ') + stack[i].step;
      stack[i].path = path;
    }
    return path === '' ? 'body' : path;
  }

  private readHead(tag: string, attributes: Record<string, string>): void {
    if (tag === 'html') this.head.language ??= attributes.lang ?? attributes['xml:lang'];
    else if (tag === 'link') {
      if (attributes.rel?.toLowerCase() === 'canonical') this.head.canonical ??= attributes.href;
    } else {
      const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? attributes['http-equiv'])?.toLowerCase();
      const { content } = attributes;
      if (name !== undefined && content !== undefined && !this.head.meta.has(name)) this.head.meta.set(name, content);
    }
  }
}

const CDATA = '<![CDATA[';

/**
 * The page with those marks of CDATA blanked that never end: the parser would take all behind them for a comment. The
 * length stays, and with it every offset.
 */
function withoutOpenCdata(source: string): string {
  const last = source.lastIndexOf(']]>');
  const open = source.indexOf(CDATA, last + 1);
  return open < 0 ? source : source.slice(0, open) + source.slice(open).replaceAll(CDATA, '<!-- --> ');
}
