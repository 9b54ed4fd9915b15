/** Collects the forms of a document's title. */
import { foldSpace, foldWord } from '../text/fold.js';
import { isHeadline, isProse } from '../text/shape.js';

interface TitleSources {
  /** The titles declared in JSON-LD and meta tags, the most trusted first. */
  readonly declared: readonly (string | undefined)[];
  /** The content of the `<title>` element. */
  readonly page: string | undefined;
  readonly headings: readonly string[];
  readonly siteName: string | undefined;
}

/** In folded text, which has no two spaces in a row. */
const SEPARATOR = / [–—·•-] | ?[|»] ?| :: /u;

/** Longer than any title: what a page has in its `<title>` beyond it is not looked through for headings. */
const LONGEST = 1000;

/** So many headings of a page may be its title. */
const MOST_HEADINGS = 50;

/** All forms of a page's title, the best first, without duplicates. */
export function pageTitles({ declared, page, headings, siteName }: TitleSources): string[] {
  const forms = new Map<string, string>();
  const add = (form: string | undefined): void => {
    const folded = form === undefined ? '' : foldSpace(form);
    const key = foldWord(folded);
    if (folded.length >= 3 && folded !== siteName && !forms.has(key)) forms.set(key, folded);
  };
  for (const title of declared) if (title !== undefined) add(withoutSite(title, siteName));
  for (const title of declared) add(title);
  if (page !== undefined) {
    add(withoutSite(page, siteName));
    // A heading that `<title>` contains is the title as readers see it.
    const whole = foldWord(foldSpace(page.slice(0, LONGEST)));
    for (const heading of headings.slice(0, MOST_HEADINGS)) if (heading.length >= 8 && whole.includes(foldWord(heading))) add(heading);
    add(page);
  }
  if (headings.length === 1) add(headings[0]);
  return [...forms.values()];
}

/** A title without the site's name before or after a separator. */
function withoutSite(title: string, siteName: string | undefined): string {
  const parts = foldSpace(title).split(SEPARATOR);
  if (parts.length < 2) return title;
  const site = siteName === undefined ? undefined : foldWord(siteName);
  const rest = parts.filter((part) => foldWord(part) !== site);
  // If the site's name is unknown, the longest part is the title: names of sites and sections are short.
  if (rest.length === parts.length) return parts.reduce((a, b) => (b.length > a.length ? b : a));
  return rest.length === 1 ? rest[0] : rest.reduce((a, b) => (b.length > a.length ? b : a));
}

/** The title given by the caller, followed by those found in the source. */
export function allTitles(given: string | undefined, found: readonly string[]): readonly string[] {
  const title = given === undefined ? '' : foldSpace(given);
  return title === '' ? found : [title, ...found.filter((form) => form !== title)];
}

/** How many blocks at the beginning of a text may contain its title. */
const HEAD_LINES = 12;

/** Metadata from the first lines of a text. */
export interface HeadMeta {
  readonly title?: string;
  readonly siteName?: string;
  readonly date?: string;
}

/** Reads the first lines of a text: a title that occurs twice, `Outlet - Title` above it, or `date 2024-11 Title`. */
export function textHead(lines: readonly string[]): HeadMeta {
  const head = lines.slice(0, HEAD_LINES);
  const dated = head.length > 0 ? /^date\s+((?:19|20)\d\d-\d\d(?:-\d\d)?)\s+(\S.{3,300})$/u.exec(head[0]) : null;
  if (dated !== null) return { date: dated[1], title: dated[2] };
  // A line that recurs once the article has begun is a refrain, not a title.
  const body = head.findIndex((text) => isProse(text));
  const above = body < 0 ? head.length : body;
  for (let i = 0; i < above; i++) {
    const title = head[i];
    if (title.length < 12 || !isHeadline(title)) continue;
    const site = masthead(head, title);
    const again = head.some(
      (line, j) => j > i && j < above && (line === title || line.startsWith(`${title} /`) || line.startsWith(`${title} (`)),
    );
    if (again || site !== undefined) return { title, ...(site === undefined ? {} : { siteName: site }) };
  }
  return {};
}

/** The site's name before or after a title that another line repeats: `Outlet - Title`, `Title | Outlet`. */
function masthead(head: readonly string[], title: string): string | undefined {
  for (const line of head) {
    if (line.length <= title.length + 3 || line.length > title.length + 60) continue;
    const rest = line.startsWith(title) ? line.slice(title.length) : line.endsWith(title) ? line.slice(0, -title.length) : '';
    const name = /^\s+[|–—»-]\s+(\S.*)$/u.exec(rest)?.[1] ?? /^(\S.*)\s[|–—»:-]\s+$/u.exec(rest)?.[1].trimEnd();
    if (name !== undefined && /\p{L}/u.test(name) && name.length <= 50) return name;
  }
  return undefined;
}
