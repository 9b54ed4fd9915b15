/** A page's metadata: from JSON-LD first, then OpenGraph, then plain meta tags; titles without the site's name. */
import { describe, expect, test } from '@jest/globals';
import { readHtml } from '../../src/index.js';

const TITLE = 'Hohenwiek bekommt einen neuen Steg';

function metaOf(head: string, body = '<p>Text</p>') {
  return readHtml(`<html><head>${head}</head><body>${body}</body></html>`).meta;
}

const ld = (content: unknown) =>
  `<script type="application/ld+json">${typeof content === 'string' ? content : JSON.stringify(content)}</script>`;

describe('JSON-LD', () => {
  const article = {
    '@type': 'NewsArticle',
    headline: TITLE,
    author: [{ '@type': 'Person', name: 'Alma Terhorst' }, { name: 'Jon Brede' }, 'Alma Terhorst'],
    datePublished: '2025-03-12T17:42:00+01:00',
    publisher: { name: 'Hohenwieker Bote' },
    inLanguage: 'de-AT',
    description: 'Ein Steg für alle.',
  };
  const expected = {
    title: TITLE,
    titles: [TITLE],
    author: 'Alma Terhorst, Jon Brede',
    date: '2025-03-12T17:42:00+01:00',
    siteName: 'Hohenwieker Bote',
    language: 'de-AT',
    description: 'Ein Steg für alle.',
  };

  test.each([
    ['by itself', article],
    ['in a list', [{ '@type': 'WebSite', name: 'x' }, article]],
    ['in a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'BreadcrumbList' }, article] }],
    ['as the main entity of its page', { '@type': 'WebPage', mainEntity: article }],
    ['with several types', { ...article, '@type': ['Thing', 'ReportageNewsArticle'] }],
  ])('JSON-LD is found %s', (_name, content) => {
    expect(metaOf(ld(content))).toEqual(expected);
  });

  test('JSON-LD is found after a script with damaged JSON', () => {
    expect(metaOf(ld('{"@graph": [') + ld('') + ld(article))).toEqual(expected);
  });

  test('JSON-LD may contain raw line ends inside strings', () => {
    expect(metaOf(ld(`{"@type": "NewsArticle", "headline": "Hohenwiek bekommt\n einen neuen Steg"}`)).title).toBe(TITLE);
  });

  test('JSON-LD about something else is ignored', () => {
    expect(metaOf(ld({ '@type': 'Organization', headline: TITLE, name: 'Bote' }))).toEqual({});
  });

  test.each([
    ['null'],
    ['[]'],
    ['"NewsArticle"'],
    ['{"@type": 5}'],
    ['{"@type": "Article", "headline": {}, "author": [null, 3, {}], "publisher": []}'],
  ])('JSON-LD with %s is ignored without an error', (content) => {
    expect(metaOf(ld(content))).toEqual({});
  });

  test('the search in deeply nested JSON-LD is limited', () => {
    let deep: unknown = article;
    for (let i = 0; i < 50; i++) deep = { '@graph': [deep] };
    expect(metaOf(ld(deep))).toEqual({});
  });

  test('JSON-LD takes precedence over OpenGraph', () => {
    expect(metaOf(`<meta property="og:title" content="Ein anderer Titel">${ld(article)}`).title).toBe(TITLE);
  });

  test('scripts of other types are not JSON-LD', () => {
    expect(metaOf(`<script type="application/json">${JSON.stringify(article)}</script>`)).toEqual({});
  });
});

describe('meta tags', () => {
  test('OpenGraph gives title, site, date, address, description and language', () => {
    const tags = {
      'og:title': TITLE,
      'og:site_name': 'Hohenwieker Bote',
      'article:published_time': '2025-03-12',
      'og:url': 'https://hohenwieker-bote.example/steg',
      'og:description': 'Ein  Steg\nfür alle.',
      'og:locale': 'de_DE',
    };
    const head = Object.entries(tags).map(([name, content]) => `<meta property="${name}" content="${content}">`);
    expect(metaOf(head.join(''))).toEqual({
      title: TITLE,
      titles: [TITLE],
      siteName: 'Hohenwieker Bote',
      date: '2025-03-12',
      url: 'https://hohenwieker-bote.example/steg',
      description: 'Ein Steg für alle.',
      language: 'de-DE',
    });
  });

  test('plain meta tags give author, date and description', () => {
    expect(
      metaOf(
        '<META NAME="Author" CONTENT="Alma Terhorst"><meta name="date" content="2025-03-12"><meta name="description" content="Ein Steg &amp; mehr">',
      ),
    ).toEqual({ author: 'Alma Terhorst', date: '2025-03-12', description: 'Ein Steg & mehr' });
  });

  test('the first of two equal meta tags counts', () => {
    expect(metaOf('<meta name="author" content="Alma Terhorst"><meta name="author" content="Jon Brede">').author).toBe('Alma Terhorst');
  });

  test('empty meta tags are skipped', () => {
    expect(metaOf('<meta property="og:description" content=" "><meta name="description" content="Ein Steg">').description).toBe('Ein Steg');
  });

  test('an author’s address is not a name', () => {
    expect(metaOf('<meta property="article:author" content="https://social.example/alma">').author).toBeUndefined();
  });
});

describe('language and address', () => {
  test('language and address come from the root element and the canonical link', () => {
    const { meta, language } = readHtml(
      '<html lang="de-CH"><head><link rel="Canonical" href="https://hohenwieker-bote.example/steg"><meta property="og:url" content="https://other.example/"></head></html>',
    );
    expect(meta).toEqual({ language: 'de-CH', url: 'https://hohenwieker-bote.example/steg' });
    expect(language).toBe('de-CH');
  });
});

describe('titles', () => {
  test.each([
    [`${TITLE} - Hohenwieker Bote`],
    [`${TITLE} | Hohenwieker Bote`],
    [`${TITLE} – Hohenwieker Bote`],
    [`Hohenwieker Bote: ${TITLE} | Hohenwieker Bote`, `Hohenwieker Bote: ${TITLE}`],
    [`Hohenwieker Bote » ${TITLE}`],
    [`${TITLE} :: HOHENWIEKER BOTE`],
  ])('the site’s name is removed from “%s”', (page, title = TITLE) => {
    expect(metaOf(`<meta property="og:site_name" content="Hohenwieker Bote"><title>${page}</title>`).title).toBe(title);
  });

  test('the site’s name is removed from declared titles as well', () => {
    const { title, titles } = metaOf(`<meta property="og:site_name" content="Bote"><meta property="og:title" content="${TITLE} | Bote">`);
    expect(title).toBe(TITLE);
    expect(titles).toEqual([TITLE, `${TITLE} | Bote`]);
  });

  test('the longest part is the title if the site’s name is unknown', () => {
    expect(metaOf(`<title>Lokales | ${TITLE} | Bote</title>`).title).toBe(TITLE);
  });

  test('a title without a separator is kept whole', () => {
    expect(metaOf('<title>Rad-Weg und Wasser-Steg: was die Stadt jetzt plant</title>').title).toBe(
      'Rad-Weg und Wasser-Steg: was die Stadt jetzt plant',
    );
  });

  test('all forms of the title are listed without duplicates, the best first', () => {
    const { title, titles } = metaOf(
      `<meta property="og:title" content="${TITLE}"><meta property="og:site_name" content="Bote"><meta name="twitter:title" content="Neuer Steg"><title>${TITLE.toUpperCase()} | Bote</title>`,
      '<h1>Hohenwiek: Der neue Steg kommt</h1>',
    );
    expect(title).toBe(TITLE);
    expect(titles).toEqual([TITLE, 'Neuer Steg', `${TITLE.toUpperCase()} | Bote`, 'Hohenwiek: Der neue Steg kommt']);
  });

  test('a heading that the page’s title contains is preferred to that title', () => {
    expect(metaOf(`<title>Bote: ${TITLE}, sagt der Rat</title>`, `<h1>${TITLE}</h1><h1>Nebenbei gesagt</h1>`).titles).toEqual([
      `Bote: ${TITLE}, sagt der Rat`,
      TITLE,
    ]);
  });

  test('the only heading is the title if the head has none', () => {
    expect(metaOf('', `<h1>${TITLE}</h1>`).title).toBe(TITLE);
    expect(metaOf('', `<h1>${TITLE}</h1><h1>Noch etwas anderes</h1>`).title).toBeUndefined();
  });

  test('entities are decoded, white space is collapsed, and titles of drawings are ignored', () => {
    expect(metaOf('<title>\n Ein Steg &amp;\n ein Weg </title><svg><title>Symbol für das Teilen</title></svg>').title).toBe(
      'Ein Steg & ein Weg',
    );
  });

  test('the site’s name is not a title', () => {
    expect(metaOf('<meta property="og:site_name" content="Bote"><title>Bote</title>').title).toBeUndefined();
  });
});
