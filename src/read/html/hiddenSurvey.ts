/** Surveys the hidden elements of a page with their content, and the elements around its visible prose. */
import { FoldedRun } from '../../text/foldedRun.js';
import { nameParts } from '../../text/nameParts.js';
import { countWords, endsSentence, isProse } from '../../text/shape.js';
import { hash32 } from '../../text/tables/hash.js';
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';
import { silenceOf } from './hidden.js';
import known from './hiddenNames.json' with { type: 'json' };
import type { Markup } from './markup.js';
import { readElements } from './nesting.js';

/** A block element or a hidden element of a page. */
export interface PageElement {
  readonly tag: string;
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly parent: PageElement | undefined;
  readonly depth: number;
  /** Offset of its start tag. */
  readonly start: number;
  end: number;
  /**
   * The innermost landmark that contains it, or the element itself. A landmark's tag or role shows that it does not
   * contain the article.
   */
  landmark: PageElement | undefined;
  /** Whether its tag, role or property says that it contains the article. */
  readonly isArticle: boolean;
  /** Hidden elements only: whether its tag or its name says that it is not part of the article. */
  readonly isFurniture: boolean;
  /** The number of visible words of prose inside it, and of those that are its own or its children's. */
  prose: number;
  near: number;
  /** The tag of the last visible element in it. */
  last: string;
}

/** A hidden element. Its counts exclude hidden elements inside it. */
export interface HiddenElement {
  readonly element: PageElement;
  readonly above: HiddenElement | undefined;
  /** Whether it is named as a panel, or follows a question: a heading, a term or a button. */
  readonly isPanel: boolean;
  /** Whether it continues a list or a table: it follows a similar item. */
  readonly goesOn: boolean;
  readonly isInline: boolean;
  hasFormula: boolean;
  words: number;
  prose: number;
  sentences: number;
  characters: number;
  /** The number of characters in links and buttons. */
  linked: number;
  /** The number of form fields. */
  controls: number;
  /** The number of articles and main headings: with any, it is a different story. */
  headlines: number;
  /** The hashes of its paragraphs, with their word counts. */
  readonly texts: [number, number][];
}

export interface HiddenSurvey {
  readonly elements: readonly PageElement[];
  readonly hidden: readonly HiddenElement[];
  /** The number of visible words of prose. */
  readonly prose: number;
  /** The hashes of the visible paragraphs. */
  readonly shown: Set<number>;
  /** The ids of elements that buttons, tabs and links control. */
  readonly controlled: ReadonlySet<string>;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const LANDMARKS = words('nav aside footer form dialog menu select fieldset figure');
const LANDMARK_ROLES = words(
  'navigation complementary contentinfo dialog alertdialog alert menu menubar search form banner tooltip status',
);
const FIELDS = words('input select textarea');
const LINKS = words('a button');
const QUESTIONS = words('h1 h2 h3 h4 h5 h6 dt button summary');
const ITEMS = words('li dd tr p');
const FURNITURE: ReadonlySet<string> = new Set(known.furniture);
const PANELS: ReadonlySet<string> = new Set(known.panels);
/** The attributes by which a button or a tab names the element that it opens. */
const OPENING = ['aria-controls', 'data-target', 'data-bs-target'];

/** A shorter text has too few words for prose, in scripts without spaces too. */
const SHORT = 13;

/** Surveys a page in one pass. */
export function surveyHidden(markup: Markup): HiddenSurvey {
  return new Surveyor(markup).survey();
}

interface OpenPageElement {
  /** Undefined for inline elements. */
  readonly element: PageElement | undefined;
  readonly hidden: boolean;
  readonly silent: boolean;
  readonly link: boolean;
}

class Surveyor implements HiddenSurvey {
  readonly elements: PageElement[] = [];
  readonly hidden: HiddenElement[] = [];
  readonly shown = new Set<number>();
  readonly controlled = new Set<string>();
  prose = 0;

  private readonly stack: OpenPageElement[] = [];
  private readonly around: PageElement[] = [];
  private readonly hiding: HiddenElement[] = [];
  private silent = 0;
  private links = 0;
  private readonly run = new FoldedRun();
  private linked = 0;

  constructor(private readonly markup: Markup) {}

  survey(): HiddenSurvey {
    readElements(this.markup, {
      open: (type, attributes, start) => this.open(type, attributes, start),
      close: (_type, _start, end) => this.close(end),
      text: (start, end, verbatim) => {
        if (this.silent === 0) this.text(start, end, verbatim);
      },
      comment: () => {},
    });
    this.flush();
    return this;
  }

  private text(start: number, end: number, verbatim: boolean): void {
    const { markup, run } = this;
    let length = end - start;
    if (verbatim || !markup.hasReference(start, end)) run.add(markup.units, start, end);
    else {
      const decoded = markup.decoded(start, end, 'text');
      length = decoded.length;
      run.addText(decoded);
    }
    if (this.links > 0) this.linked += length;
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called for every tag of a page; each line counts one thing.
  private open(type: ElementType, attributes: AttributeReader, start: number): void {
    const { tag } = type;
    const silence = this.silent > 0 ? 'never' : silenceOf(type, attributes);
    if (type.block || silence === 'hidden') this.flush();
    const inside = this.hiding.at(-1);
    if (inside !== undefined) {
      if (FIELDS.has(tag) && attributes.get('type') !== 'hidden') inside.controls++;
      if (tag === 'article' || tag === 'h1') inside.headlines++;
      if (tag === 'math') inside.hasFormula = true;
    }
    if (type.empty) return;
    for (const name of OPENING)
      for (const id of attributes.get(name)?.split(/\s+/u) ?? []) this.controlled.add(id.startsWith('#') ? id.slice(1) : id);
    const element = type.block || silence === 'hidden' ? this.element(type, attributes, start, silence === 'hidden') : undefined;
    const link = LINKS.has(tag);
    this.stack.push({ element, hidden: silence === 'hidden', silent: silence === 'never', link });
    this.silent += Number(silence === 'never');
    this.links += Number(link);
  }

  private element({ tag, block }: ElementType, attributes: AttributeReader, start: number, isHidden: boolean): PageElement {
    const parent = this.around.at(-1);
    const role = attributes.get('role');
    const id = attributes.get('id');
    const names = isHidden ? namesOf(id, attributes.get('class')) : [];
    const isLandmark =
      LANDMARKS.has(tag) ||
      (role !== undefined && LANDMARK_ROLES.has(role)) ||
      attributes.get('aria-modal') === 'true' ||
      attributes.get('popover') !== undefined;
    const element: PageElement = {
      tag,
      id,
      role,
      parent,
      depth: this.around.length,
      start,
      end: this.markup.length,
      landmark: parent?.landmark,
      isArticle:
        tag === 'article' || tag === 'main' || role === 'article' || role === 'main' || attributes.get('itemprop') === 'articleBody',
      isFurniture: isHidden && (tag === 'article' || names.some((name) => FURNITURE.has(name))),
      prose: 0,
      near: 0,
      last: '',
    };
    if (isLandmark) element.landmark = element;
    this.around.push(element);
    this.elements.push(element);
    const last = parent?.last ?? '';
    if (isHidden) {
      const hidden = {
        element,
        above: this.hiding.at(-1),
        isPanel: QUESTIONS.has(last) || role === 'tabpanel' || names.some((name) => PANELS.has(name)),
        goesOn: ITEMS.has(tag) && last === tag,
        isInline: !block,
        hasFormula: false,
        words: 0,
        prose: 0,
        sentences: 0,
        characters: 0,
        linked: 0,
        controls: 0,
        headlines: 0,
        texts: [],
      };
      this.hidden.push(hidden);
      this.hiding.push(hidden);
    } else if (parent !== undefined) parent.last = tag;
    return element;
  }

  private close(end: number): void {
    const open = this.stack.pop() as OpenPageElement;
    if (open.element !== undefined) {
      this.flush();
      const { element } = open;
      element.end = end;
      if (element.parent !== undefined) element.parent.prose += element.prose;
      this.around.pop();
      if (open.hidden) this.hiding.pop();
    }
    this.silent -= Number(open.silent);
    this.links -= Number(open.link);
  }

  /** Ends a run of text, which belongs to the innermost hidden element or is visible. */
  private flush(): void {
    const { linked, run } = this;
    const hidden = this.hiding.at(-1);
    this.linked = 0;
    // Most runs are labels that are shown, and need not become strings.
    const text = hidden === undefined && run.length < SHORT ? '' : run.toString();
    run.clear();
    if (text === '') return;
    const count = countWords(text);
    const isRunning = linked < text.length / 2 && isProse(text, { words: count });
    if (hidden === undefined && !isRunning) return;
    const key = hash32(text.toLowerCase());
    if (hidden !== undefined) {
      hidden.words += count;
      hidden.characters += text.length;
      hidden.linked += Math.min(linked, text.length);
      if (endsSentence(text)) hidden.sentences++;
      if (!isRunning) return;
      hidden.prose += count;
      hidden.texts.push([key, count]);
      return;
    }
    this.shown.add(key);
    this.prose += count;
    const element = this.around.at(-1);
    if (element === undefined) return;
    element.prose += count;
    element.near += count;
    if (element.parent !== undefined) element.parent.near += count;
  }
}

/** Additional names add no information. */
const MAX_NAMES = 12;

/** The parts of an element's id and classes. */
function namesOf(id: string | undefined, classes: string | undefined): string[] {
  const all = `${id ?? ''} ${classes ?? ''}`.trim().split(/\s+/u);
  return all.slice(0, MAX_NAMES).flatMap((name) => nameParts(name).split('-'));
}
