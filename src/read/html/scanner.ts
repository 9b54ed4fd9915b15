/** One pass over a page: divides it into blocks with their source ranges, and collects metadata. */
import type { Block, BlockKind } from '../../model/document.js';
import { FoldedRun, isSpace, trimmedLength } from '../../text/foldedRun.js';
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';
import { eachPiece } from './entities.js';
import { Formulas, formulaText, isDrawing } from './formulas.js';
import { Head, type HeadData } from './head.js';
import { silenceOf } from './hidden.js';
import { endsParagraph, isInSentence } from './inSentence.js';
import type { Markup } from './markup.js';
import { type ElementSink, readElements } from './nesting.js';
import { type OpenElement, OpenPaths } from './openElements.js';

export interface Scan {
  readonly blocks: readonly Block[];
  readonly head: HeadData;
  /** For each block the offset of the start tag of an element that contains exactly this block's text; -1 if there is none. */
  readonly ownTags: readonly number[];
  /** Ranges of scripts, styles and comments, which Readability need not parse. */
  readonly silent: readonly (readonly [number, number])[];
  /** Ranges of the start tags of hidden elements that were read anyway. */
  readonly revealed: readonly (readonly [number, number])[];
}

/** The maximum nesting depth. Elements below it count as part of the deepest one. Browsers use the same limit. */
const MAX_DEPTH = 512;

/** Hidden elements in which no run of text has at least this many characters are menus and labels, and need no search for the article. */
const FEW_HIDDEN = 30;

/** This many characters before a button are enough to tell whether it is in a sentence. */
const CONTEXT = 200;

export class Scanner implements Scan, ElementSink {
  readonly blocks: Block[] = [];
  readonly ownTags: number[] = [];
  readonly silent: [number, number][] = [];
  readonly revealed: [number, number][] = [];
  readonly head = new Head();
  /** Whether hidden elements contain a longer text. */
  hidesText = false;
  /** The length of the current run of hidden text. */
  private hiddenRun = 0;

  private readonly paths: OpenPaths;
  private readonly stack: OpenElement[] = [];
  private readonly formulas = new Formulas();
  private overflow = 0;
  /** The overflow at which a silent element began; 0 if none did. */
  private silentOverflow = 0;
  private silentDepth = 0;
  private silentStart = 0;
  private linkDepth = 0;
  /** Where the current run of text began, after the last block tag. */
  private runStart = 0;
  private readonly run = new FoldedRun();
  private runLinked = 0;
  /** The number of visible characters so far, and before the current run. */
  private ink = 0;
  private inkBeforeRun = 0;
  /** The block start tag directly before the run. */
  private runTag: OpenElement | undefined;
  /** The start of a line break that only white space has followed so far; -1 if there is none. */
  private breakStart = -1;
  private titleText = '';
  private ldText: string | undefined;
  /** Offset just past the last emitted block. */
  private emitted = 0;

  constructor(
    private readonly markup: Markup,
    /** The offsets of the hidden elements to read. */
    private readonly isRevealed: Pick<ReadonlySet<number>, 'has'>,
  ) {
    this.paths = new OpenPaths(markup);
  }

  scan(): void {
    readElements(this.markup, this);
    this.flush(this.markup.length);
    this.emitMarkup(this.markup.length);
    if (this.titleText.trim()) this.head.title = this.titleText;
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called for every tag of a page; its steps share the state of open elements.
  open(type: ElementType, attributes: AttributeReader, start: number, end: number): void {
    const { tag } = type;
    this.head.tag(tag, attributes);
    if (tag === 'br') {
      this.lineBreak(start, end);
      return;
    }
    const block = type.block && !(tag === 'button' && this.isInSentence(end));
    if (block) {
      this.flush(start);
      this.runStart = end;
    }
    if (tag === 'math' && this.silentDepth > 0) this.hidesText = true;
    if (type.empty) return;
    const drawing = this.silentDepth === 0 && isDrawing(type, attributes);
    const silent = this.isSilent(type, attributes, start, end) || (this.silentDepth === 0 && this.formulas.isRepeated(drawing, type));
    if (this.stack.length >= MAX_DEPTH) {
      this.overflow++;
      if (silent && this.silentDepth === 0) {
        this.silentDepth = 1;
        this.silentStart = start;
        this.silentOverflow = this.overflow;
      }
      return;
    }
    const spoken = tag === 'math' && !silent && this.silentDepth === 0 ? formulaText(attributes) : undefined;
    if (spoken !== undefined) this.shown(spoken);
    const element: OpenElement = {
      type,
      block,
      silent: silent || spoken !== undefined,
      drawing: drawing && !silent,
      start,
      end,
      inkBefore: this.ink,
      node: undefined,
    };
    this.stack.push(element);
    if (element.drawing) this.formulas.drawingOpens();
    if (tag === 'a') this.linkDepth++;
    if (element.silent && this.silentDepth++ === 0) this.silentStart = start;
    if (tag === 'script' && /ld\+json/iu.test(attributes.get('type') ?? '')) this.ldText = '';
    if (block) this.runTag = element;
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called for every tag of a page; its steps share the state of open elements.
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
    if (element?.type === type ? element.block : type.block) {
      // `<p>text</p>`: the tags contain nothing else, so they belong to the block.
      if (!implied && element !== undefined && element === this.runTag && this.run.length > 0) this.flush(end, element.start);
      else this.flush(start);
      this.runStart = end;
    } else if (element?.type === type && type.tag.includes('-') && this.silentDepth === 0) {
      // With text before it in the same block, it is part of that sentence.
      if (element.inkBefore === this.inkBeforeRun && endsParagraph(this.markup, type.tag, end, this.ink - element.inkBefore)) {
        this.flush(start);
        this.runStart = end;
      }
    }
    if (element?.type !== type) return;
    this.stack.pop();
    if (type.tag === 'a') this.linkDepth--;
    if (element.silent && --this.silentDepth === 0) this.silent.push([this.silentStart, end]);
    if (element.drawing) this.formulas.drawingCloses();
    if (type.tag === 'math' && this.silentDepth === 0) this.formulas.formulaCloses();
    if (this.ldText !== undefined && type.tag === 'script') {
      this.head.jsonLd.push(this.ldText);
      this.ldText = undefined;
    }
  }

  text(start: number, end: number, verbatim: boolean): void {
    if (this.silentDepth > 0) this.silentText(start, end, verbatim);
    else if (verbatim || !this.markup.hasReference(start, end)) this.shownUnits(start, end);
    else eachPiece(this.markup.slice(start, end), 'text', (piece) => this.shown(piece));
  }

  comment(start: number, end: number): void {
    if (this.silentDepth === 0) this.silent.push([start, end]);
  }

  private isInSentence(end: number): boolean {
    if (this.silentDepth > 0 || this.overflow > 0 || this.stack.length >= MAX_DEPTH) return false;
    return isInSentence(this.markup, this.run.end(CONTEXT), end, this.stack.findLast(({ block }) => block)?.type.tag);
  }

  private isSilent(type: ElementType, attributes: AttributeReader, start: number, end: number): boolean {
    // Inside a silent element, only elements that are silent themselves differ from text.
    if (this.silentDepth > 0) return type.silent;
    const silence = silenceOf(type, attributes);
    if (silence !== 'hidden') return silence === 'never';
    if (!this.isRevealed.has(start)) return true;
    this.revealed.push([start, end]);
    return false;
  }

  private silentText(start: number, end: number, verbatim: boolean): void {
    if (!this.hidesText && !verbatim && this.stack.at(-1)?.type.silent !== true) {
      this.hiddenRun += trimmedLength(this.markup.units, start, end);
      this.hidesText = this.hiddenRun >= FEW_HIDDEN;
    }
    if (this.ldText !== undefined) this.ldText += verbatim ? this.markup.slice(start, end) : this.markup.decoded(start, end, 'text');
    else if (this.stack.at(-1)?.type.tag === 'title' && this.titleText.length < 2000 && this.stack.every((e) => e.type.tag !== 'svg'))
      this.titleText += this.markup.decoded(start, end, 'text');
  }

  private shown(text: string): void {
    if (this.breakStart >= 0 && /\S/u.test(text)) this.breakStart = -1;
    const before = this.run.length;
    this.count(before, this.run.addText(text));
  }

  private shownUnits(start: number, end: number): void {
    const { units } = this.markup;
    if (this.breakStart >= 0 && !isBlank(units, start, end)) this.breakStart = -1;
    const before = this.run.length;
    this.count(before, this.run.add(units, start, end));
  }

  /** @param before the length of the run before a piece was added @param ink the visible length of the piece */
  private count(before: number, ink: number): void {
    this.formulas.text(this.run.length > before);
    this.ink += ink;
    if (this.linkDepth > 0) this.runLinked += ink;
  }

  /** A line break is a space; two in a row end a paragraph. */
  private lineBreak(start: number, end: number): void {
    if (this.silentDepth > 0) return;
    if (this.breakStart >= 0) {
      this.flush(this.breakStart);
      this.runStart = end;
    } else {
      this.breakStart = start;
      this.run.space();
    }
  }

  /** Ends the current run of text at `end`. Its block begins at `start`. */
  private flush(end: number, start = this.runStart): void {
    this.formulas.blockEnds();
    if (this.run.length > 0) {
      const from = Math.max(start, this.emitted);
      const to = Math.max(end, from);
      this.emitMarkup(from);
      if (to > from) this.emitText(from, to, this.run.toString());
    }
    this.run.clear();
    this.inkBeforeRun = this.ink;
    this.hiddenRun = 0;
    this.runLinked = 0;
    this.runTag = undefined;
    this.breakStart = -1;
  }

  private emitText(start: number, end: number, text: string): void {
    const kind = this.kind();
    const path = this.paths.of(this.stack);
    const linkDensity = Math.min(1, Math.round((1000 * this.runLinked) / text.length) / 1000);
    const level = kind === 'heading' ? this.headingLevel() : undefined;
    this.blocks.push({ start, end, kind, text, level, path, linkDensity });
    this.ownTags.push(this.runTag === undefined ? -1 : this.runTag.start);
    this.emitted = end;
  }

  private emitMarkup(end: number): void {
    if (end <= this.emitted) return;
    // All fields are always present, in the same order: V8 then compiles the code that reads blocks only once.
    this.blocks.push({ start: this.emitted, end, kind: 'markup', text: '', level: undefined, path: undefined, linkDensity: undefined });
    this.ownTags.push(-1);
    this.emitted = end;
  }

  private kind(): BlockKind {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const { type, block } = this.stack[i];
      if (type.kind !== undefined && (block || !type.block)) return type.kind;
    }
    return 'paragraph';
  }

  private headingLevel(): number {
    return Number(this.stack.findLast(({ type }) => type.kind === 'heading')?.type.tag[1]);
  }
}

/** Whether a piece is nothing but white space. */
function isBlank(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isSpace(units[i])) return false;
  return true;
}
