/** One pass over a page: its blocks with their source ranges, and what its head says. */
import type { Block, BlockKind } from '../../model/document.js';
import { foldSpace, hasInk } from '../../text/fold.js';
import { countWords } from '../../text/shape.js';
import { type AttributeReader, Attributes } from './attributes.js';
import { type ElementType, isHidden } from './elements.js';
import { decodeEntities, eachPiece } from './entities.js';
import { type ElementSink, readElements } from './nesting.js';
import { Place, pathStep } from './path.js';

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
  readonly type: ElementType;
  readonly silent: boolean;
  /** Its start tag's range. */
  readonly start: number;
  readonly end: number;
  /** Where it stands, once it has been asked for. */
  place: Place | undefined;
}

/** The deepest nesting that is followed; below it elements count as part of the last one (browsers stop at 512). */
const MAX_DEPTH = 512;

/** What may name a `<meta>`, in the order in which it is believed. */
const NAMING = ['property', 'name', 'itemprop', 'http-equiv'];

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

class Scanner implements Scan, ElementSink {
  readonly blocks: Block[] = [];
  readonly ownTags: number[] = [];
  readonly silent: [number, number][] = [];
  readonly head: { meta: Map<string, string>; title?: string; canonical?: string; language?: string; jsonLd: string[] } = {
    meta: new Map(),
    jsonLd: [],
  };

  /** Reads tags again whose path is asked for. */
  private readonly attributes: Attributes;
  /** By start tag as written. */
  private readonly steps = new Map<string, string>();
  private readonly root = new Place('');
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
  ) {
    this.attributes = new Attributes(source);
  }

  run(): void {
    readElements(this.source, this);
    this.flush(this.source.length);
    this.emitMarkup(this.source.length);
    if (this.titleText.trim()) this.head.title = this.titleText;
  }

  open(type: ElementType, attributes: AttributeReader, start: number, end: number): void {
    const { tag } = type;
    if (tag === 'meta' || tag === 'link' || tag === 'html') this.readHead(tag, attributes);
    if (tag === 'br') {
      this.lineBreak(start, end);
      return;
    }
    if (type.block) {
      this.flush(start);
      this.runStart = end;
    }
    if (type.empty) return;
    const silent = this.reveal ? type.silent && tag !== 'noscript' : type.silent || (this.silentDepth === 0 && isHidden(attributes));
    if (this.stack.length >= MAX_DEPTH) {
      this.overflow++;
      if (silent && this.silentDepth === 0) {
        this.silentDepth = 1;
        this.silentStart = start;
        this.silentOverflow = this.overflow;
      }
      return;
    }
    const element: OpenElement = { type, silent, start, end, place: undefined };
    this.stack.push(element);
    if (tag === 'a') this.linkDepth++;
    if (silent && this.silentDepth++ === 0) this.silentStart = start;
    if (tag === 'script' && /ld\+json/iu.test(attributes.get('type') ?? '')) this.ldText = '';
    if (type.block) this.runTag = element;
  }

  close(type: ElementType, start: number, end: number, implied: boolean): void {
    if (this.overflow > 0) {
      if (this.overflow-- === this.silentOverflow) {
        this.silentOverflow = 0;
        this.silentDepth = 0;
        this.silent.push([this.silentStart, end]);
      }
      if (type.block) {
        this.flush(start);
        this.runStart = end;
      }
      return;
    }
    const element = this.stack.at(-1);
    if (type.block) {
      // `<p>text</p>`: the tags hold nothing else, so they are part of the block.
      if (!implied && element !== undefined && element === this.runTag && hasInk(this.runText)) this.flush(end, element.start);
      else this.flush(start);
      this.runStart = end;
    }
    if (element?.type !== type) return;
    this.stack.pop();
    if (type.tag === 'a') this.linkDepth--;
    if (element.silent && --this.silentDepth === 0) this.silent.push([this.silentStart, end]);
    if (this.ldText !== undefined && type.tag === 'script') {
      this.head.jsonLd.push(this.ldText);
      this.ldText = undefined;
    }
  }

  text(start: number, end: number, verbatim: boolean): void {
    if (this.silentDepth > 0) this.silentText(start, end, verbatim);
    else if (verbatim) this.shownText(this.source.slice(start, end));
    else eachPiece(this.source, start, end, 'text', (piece) => this.shownText(piece));
  }

  comment(start: number, end: number): void {
    if (this.silentDepth === 0) this.silent.push([start, end]);
  }

  private silentText(start: number, end: number, verbatim: boolean): void {
    if (this.ldText !== undefined)
      this.ldText += verbatim ? this.source.slice(start, end) : decodeEntities(this.source, start, end, 'text');
    else if (this.stack.at(-1)?.type.tag === 'title' && this.titleText.length < 2000 && this.stack.every((e) => e.type.tag !== 'svg'))
      this.titleText += decodeEntities(this.source, start, end, 'text');
  }

  private shownText(text: string): void {
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

  /** Ends the run of text in hand at `end`; its block begins at `start`, or where the run began. */
  private flush(end: number, start = this.runStart): void {
    const text = foldSpace(this.runText);
    if (text !== '') {
      const from = Math.max(start, this.emitted);
      const to = Math.max(end, from);
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
    const path = this.path();
    const linkDensity = Math.min(1, Math.round((1000 * this.runLinked) / text.length) / 1000);
    const level = kind === 'heading' ? this.headingLevel() : undefined;
    this.blocks.push({ start, end, kind, text, level, path, linkDensity });
    this.ownTags.push(this.runTag === undefined ? -1 : this.runTag.start);
    this.emitted = end;
  }

  private emitMarkup(end: number): void {
    if (end <= this.emitted) return;
    // The same fields in the same order as others: one shape, for which code that reads blocks is compiled once.
    this.blocks.push({ start: this.emitted, end, kind: 'markup', text: '', level: undefined, path: undefined, linkDensity: undefined });
    this.ownTags.push(-1);
    this.emitted = end;
  }

  private kind(): BlockKind {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const { kind } = this.stack[i].type;
      if (kind !== undefined) return kind;
    }
    return 'paragraph';
  }

  private headingLevel(): number {
    return Number(this.stack.findLast(({ type }) => type.kind === 'heading')?.type.tag[1]);
  }

  /** The path of the innermost block element; elements in the line are left out. */
  private path(): string {
    const { stack } = this;
    let known = stack.length - 1;
    while (known >= 0 && stack[known].place === undefined) known--;
    let place = stack[known]?.place ?? this.root;
    for (let i = known + 1; i < stack.length; i++) {
      const { type } = stack[i];
      if (type.block || type.tag.includes('-')) place = place.child(this.step(stack[i]));
      stack[i].place = place;
    }
    return place.path === '' ? 'body' : place.path;
  }

  /** The step of an element, made once for all whose start tags are written alike. */
  private step({ type, start, end }: OpenElement): string {
    const written = this.source.slice(start, end);
    let step = this.steps.get(written);
    if (step === undefined) {
      this.attributes.read(start + 1 + type.tag.length);
      step = pathStep(type.tag, this.attributes);
      this.steps.set(written, step);
    }
    return step;
  }

  private readHead(tag: string, attributes: AttributeReader): void {
    if (tag === 'html') this.head.language ??= attributes.get('lang') ?? attributes.get('xml:lang');
    else if (tag === 'link') {
      if (attributes.get('rel')?.toLowerCase() === 'canonical') this.head.canonical ??= attributes.get('href');
    } else {
      const name = NAMING.map((attribute) => attributes.get(attribute))
        .find((value) => value !== undefined)
        ?.toLowerCase();
      const content = attributes.get('content');
      if (name !== undefined && content !== undefined && !this.head.meta.has(name)) this.head.meta.set(name, content);
    }
  }
}
