/** Decides which hidden elements are read anyway: the rest of the article, tab panels, answers to questions. */
import { type HiddenElement, type HiddenSurvey, type PageElement, surveyHidden } from './hiddenSurvey.js';
import type { Markup } from './markup.js';

/** A page with fewer visible words of prose does not show its article, which may then be hidden anywhere. */
const FEW_WORDS = 30;
/** A hidden element among paragraphs with fewer words of prose is probably a message that a script shows later. */
const SOME_WORDS = 25;
/**
 * With at least this many words of prose, a hidden element may be an article of its own, and `noscript` is more than a
 * remark about scripts.
 */
const MANY_WORDS = 30;
/** The article's container has at least this share of the page's visible prose. */
const CONTAINER_SHARE = 0.6;
/** At least this share of the rest of an article is prose. */
const PROSE_SHARE = 0.6;
/** With a larger share of its text in links and buttons, an element is a list of them. */
const LINKED = 0.3;
/** An element repeats visible text if more than this share of its prose is shown elsewhere. */
const KNOWN_SHARE = 0.5;

/**
 * Finds hidden elements that clearly belong to the article: they are inside it or next to it, contain prose rather than
 * links and form fields, are not a dialog, menu or notice, and do not repeat visible text. Linear in the page.
 * @returns the offsets of their start tags
 */
export function findRevealed(markup: Markup): Set<number> {
  const survey = surveyHidden(markup);
  const container = containerOf(survey);
  const isShown = (words: number) => words >= FEW_WORDS;
  const revealed = new Set<number>();
  const known = survey.shown;
  for (const hidden of survey.hidden) {
    const { start } = hidden.element;
    if (hidden.above !== undefined && !revealed.has(hidden.above.element.start)) continue;
    const belongs = isShown(survey.prose) ? isInArticle(hidden.element, container) : hidden.prose >= MANY_WORDS;
    if (!belongs || isFurniture(hidden, container) || !isArticleText(hidden, survey.controlled) || isKnown(hidden, known)) continue;
    revealed.add(start);
    for (const [text] of hidden.texts) known.add(text);
  }
  return revealed;
}

/** The innermost element that contains most of the visible prose; never the page as a whole. */
function containerOf({ elements, prose }: HiddenSurvey): PageElement | undefined {
  let container: PageElement | undefined;
  for (const element of elements) {
    if (element.prose >= prose * CONTAINER_SHARE && element.prose > 0 && (container === undefined || element.depth > container.depth))
      container = element;
  }
  return container === undefined || isPage(container) ? undefined : container;
}

function isPage({ tag }: PageElement): boolean {
  return tag === 'body' || tag === 'html';
}

/** Whether an element is inside the article's container, among paragraphs, or after a part of the article. */
function isInArticle(element: PageElement, container: PageElement | undefined): boolean {
  const { parent } = element;
  if (parent === undefined || isPage(parent)) return false;
  return parent.near > 0 || isInside(element, container) || (parent.isArticle && parent.prose > 0);
}

function isInside(element: PageElement, container: PageElement | undefined): boolean {
  return container !== undefined && container.start < element.start && element.start < container.end;
}

/** Whether an element's tag, name or content shows that it is not part of an article. */
function isFurniture({ element, controls, headlines }: HiddenElement, container: PageElement | undefined): boolean {
  const { landmark } = element;
  // A landmark around the whole article says nothing about its parts.
  const apart = landmark !== undefined && (container === undefined || !isInside(container, landmark));
  return apart || element.isFurniture || controls > 0 || headlines > 0;
}

/** Whether an element's content may be text of the article: any sentence as an answer, only prose as the rest of the article. */
function isArticleText(hidden: HiddenElement, controlled: ReadonlySet<string>): boolean {
  const { element, words, prose, sentences, characters, linked } = hidden;
  if (words === 0 || linked > characters * LINKED) return false;
  const isPanel = hidden.isPanel || (element.id !== undefined && controlled.has(element.id));
  if (isPanel && (sentences > 0 || element.role === 'tabpanel')) return true;
  if (hidden.goesOn || (hidden.isInline && hidden.hasFormula)) return true;
  return prose >= words * PROSE_SHARE && prose >= (element.tag === 'noscript' ? MANY_WORDS : hidden.isInline ? 1 : SOME_WORDS);
}

function isKnown({ texts, prose }: HiddenElement, known: ReadonlySet<number>): boolean {
  let again = 0;
  for (const [text, words] of texts) if (known.has(text)) again += words;
  return again > prose * KNOWN_SHARE;
}
