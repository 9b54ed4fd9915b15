/** Which hidden elements of a page are read all the same: the rest of its article, panels of tabs, answers to questions. */
import { type HiddenElement, type HiddenSurvey, type PageElement, surveyHidden } from './hiddenSurvey.js';

/** A page with fewer words of prose to see shows no article: then what it hides may be one, wherever that stands. */
const FEW_WORDS = 30;
/** With fewer words of prose an element among paragraphs is rather a message that a script shows when it is time. */
const SOME_WORDS = 25;
/** So many words of prose make a hidden element an article of its own, or `noscript` more than a word about scripts. */
const MANY_WORDS = 30;
/** The article's container holds at least this share of the prose that is to be seen. */
const CONTAINER_SHARE = 0.6;
/** Of what goes on with an article at least this share is prose. */
const PROSE_SHARE = 0.6;
/** More of a text in links and buttons than this makes it a list of them. */
const LINKED = 0.3;
/** What shows so much of its prose elsewhere says nothing new. */
const KNOWN_SHARE = 0.5;

/**
 * Finds hidden elements that plainly belong to the article: they stand where it stands, hold prose rather than links
 * and fields, are no dialog, menu or notice, and say what is shown nowhere else. Linear in the page.
 * @returns the offsets of their start tags
 */
export function findRevealed(source: string): Set<number> {
  const survey = surveyHidden(source);
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

/** The innermost element with most of the prose that is to be seen; never the page as a whole. */
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

/** Whether an element stands in the article's container, among paragraphs, or behind a part of the article. */
function isInArticle(element: PageElement, container: PageElement | undefined): boolean {
  const { parent } = element;
  if (parent === undefined || isPage(parent)) return false;
  return parent.near > 0 || isInside(element, container) || (parent.isArticle && parent.prose > 0);
}

function isInside(element: PageElement, container: PageElement | undefined): boolean {
  return container !== undefined && container.start < element.start && element.start < container.end;
}

/** Whether its kind, its name or what it holds says that an element is no text of an article. */
function isFurniture({ element, controls, headlines }: HiddenElement, container: PageElement | undefined): boolean {
  const { landmark } = element;
  // A landmark around the whole article says nothing of its parts.
  const apart = landmark !== undefined && (container === undefined || !isInside(container, landmark));
  return apart || element.isFurniture || controls > 0 || headlines > 0;
}

/** Whether what an element holds may be text of an article: as an answer any sentence may, as its rest prose alone. */
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
