/** What a page says of itself: JSON-LD first, then OpenGraph, then plain meta tags, and its title free of the site's name. */
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
  ])('is found %s', (_name, content) => {
    expect(metaOf(ld(content))).toEqual(expected);
  });

  test('is found behind a script of damaged JSON', () => {
    expect(metaOf(ld('{"@graph": [') + ld('') + ld(article))).toEqual(expected);
  });

  test('is read with raw line ends inside its strings', () => {
    expect(metaOf(ld(`{"@type": "NewsArticle", "headline": "Hohenwiek bekommt\n einen neuen Steg"}`)).title).toBe(TITLE);
  });

  test('of something else is no article', () => {
    expect(metaOf(ld({ '@type': 'Organization', headline: TITLE, name: 'Bote' }))).toEqual({});
  });

  test.each([
    ['null'],
    ['[]'],
    ['"NewsArticle"'],
    ['{"@type": 5}'],
    ['{"@type": "Article", "headline": {}, "author": [null, 3, {}], "publisher": []}'],
  ])('that says %s says nothing, and breaks nothing', (content) => {
    expect(metaOf(ld(content))).toEqual({});
  });

  test('nested without end is given up', () => {
    let deep: unknown = article;
    for (let i = 0; i < 50; i++) deep = { '@graph': [deep] };
    expect(metaOf(ld(deep))).toEqual({});
  });

  test('goes before OpenGraph', () => {
    expect(metaOf(`<meta property="og:title" content="Ein anderer Titel">${ld(article)}`).title).toBe(TITLE);
  });

  test('in a script of another type is no JSON-LD', () => {
    expect(metaOf(`<script type="application/json">${JSON.stringify(article)}</script>`)).toEqual({});
  });
});

describe('meta tags', () => {
  test('of OpenGraph give title, site, date, address, description and language', () => {
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

  test('of the plain kind give author, date and description', () => {
    expect(
      metaOf(
        '<META NAME="Author" CONTENT="Alma Terhorst"><meta name="date" content="2025-03-12"><meta name="description" content="Ein Steg &amp; mehr">',
      ),
    ).toEqual({ author: 'Alma Terhorst', date: '2025-03-12', description: 'Ein Steg & mehr' });
  });

  test('said twice count the first time', () => {
    expect(metaOf('<meta name="author" content="Alma Terhorst"><meta name="author" content="Jon Brede">').author).toBe('Alma Terhorst');
  });

  test('that are empty are passed over', () => {
    expect(metaOf('<meta property="og:description" content=" "><meta name="description" content="Ein Steg">').description).toBe('Ein Steg');
  });

  test('that give an author’s address name nobody', () => {
    expect(metaOf('<meta property="article:author" content="https://social.example/alma">').author).toBeUndefined();
  });
});

describe('the page’s language and address', () => {
  test('are its root’s language and its canonical link', () => {
    const { meta, language } = readHtml(
      '<html lang="de-CH"><head><link rel="Canonical" href="https://hohenwieker-bote.example/steg"><meta property="og:url" content="https://other.example/"></head></html>',
    );
    expect(meta).toEqual({ language: 'de-CH', url: 'https://hohenwieker-bote.example/steg' });
    expect(language).toBe('de-CH');
  });
});

describe('the title', () => {
  test.each([
    [`${TITLE} - Hohenwieker Bote`],
    [`${TITLE} | Hohenwieker Bote`],
    [`${TITLE} – Hohenwieker Bote`],
    [`Hohenwieker Bote: ${TITLE} | Hohenwieker Bote`, `Hohenwieker Bote: ${TITLE}`],
    [`Hohenwieker Bote » ${TITLE}`],
    [`${TITLE} :: HOHENWIEKER BOTE`],
  ])('of “%s” is cut free of the site’s name', (page, title = TITLE) => {
    expect(metaOf(`<meta property="og:site_name" content="Hohenwieker Bote"><title>${page}</title>`).title).toBe(title);
  });

  test('that is declared for machines is cut free of it as well', () => {
    const { title, titles } = metaOf(`<meta property="og:site_name" content="Bote"><meta property="og:title" content="${TITLE} | Bote">`);
    expect(title).toBe(TITLE);
    expect(titles).toEqual([TITLE, `${TITLE} | Bote`]);
  });

  test('is the longest part where the site’s name is not known', () => {
    expect(metaOf(`<title>Lokales | ${TITLE} | Bote</title>`).title).toBe(TITLE);
  });

  test('is whole where nothing separates a name from it', () => {
    expect(metaOf('<title>Rad-Weg und Wasser-Steg: was die Stadt jetzt plant</title>').title).toBe(
      'Rad-Weg und Wasser-Steg: was die Stadt jetzt plant',
    );
  });

  test('comes in every form that the page gives, the best first, none twice', () => {
    const { title, titles } = metaOf(
      `<meta property="og:title" content="${TITLE}"><meta property="og:site_name" content="Bote"><meta name="twitter:title" content="Neuer Steg"><title>${TITLE.toUpperCase()} | Bote</title>`,
      '<h1>Hohenwiek: Der neue Steg kommt</h1>',
    );
    expect(title).toBe(TITLE);
    expect(titles).toEqual([TITLE, 'Neuer Steg', `${TITLE.toUpperCase()} | Bote`, 'Hohenwiek: Der neue Steg kommt']);
  });

  test('is the heading where the page’s title has it and says more', () => {
    expect(metaOf(`<title>Bote: ${TITLE}, sagt der Rat</title>`, `<h1>${TITLE}</h1><h1>Nebenbei gesagt</h1>`).titles).toEqual([
      `Bote: ${TITLE}, sagt der Rat`,
      TITLE,
    ]);
  });

  test('is the only heading where the head says nothing', () => {
    expect(metaOf('', `<h1>${TITLE}</h1>`).title).toBe(TITLE);
    expect(metaOf('', `<h1>${TITLE}</h1><h1>Noch etwas anderes</h1>`).title).toBeUndefined();
  });

  test('has its entities decoded and its white space folded, and is not that of a drawing', () => {
    expect(metaOf('<title>\n Ein Steg &amp;\n ein Weg </title><svg><title>Symbol für das Teilen</title></svg>').title).toBe(
      'Ein Steg & ein Weg',
    );
  });

  test('is not the site’s name', () => {
    expect(metaOf('<meta property="og:site_name" content="Bote"><title>Bote</title>').title).toBeUndefined();
  });
});
