// Inputs that mutation begins with, where the tests' arbitraries do not make them.
import type { Observations } from '#dist/index.js';
import type { Library } from './library.js';

const CHARSETS = [
  'utf-8',
  'UTF-16',
  'iso-8859-1',
  'windows-1252',
  'windows-1250',
  'shift_jis',
  'gb18030',
  'euc-kr',
  'koi8-u',
  'big5',
  'x-user-defined',
  'iso-2022-jp',
  'replacement',
  'x-nix',
  'utf-7',
  'macintosh',
];

/** The bytes of texts, each in another way. */
export function encoded(strings: (seed: number) => readonly string[]): (seed: number) => Buffer[] {
  return (seed) =>
    strings(seed).map((text, i) => {
      if (i % 8 === 0) return Buffer.from(`\ufeff${text}`, 'utf16le');
      if (i % 8 === 1) return Buffer.from(text, 'utf16le');
      if (i % 8 === 2) return Buffer.from(text, 'utf16le').swap16();
      if (i % 8 === 3) return Buffer.from(text, 'latin1');
      return Buffer.from(text);
    });
}

/** Pages that declare a charset, rightly or not. */
export function declared(): Buffer[] {
  return CHARSETS.flatMap((charset) => {
    const words = 'Grüße über den Fluß – „naïve“ café, žluťoučký kůň, Ελλάδα, 日本語';
    const pages = [`<meta charset="${charset}"><p>${words}</p>`, `<?xml version="1.0" encoding='${charset}'?><p>${words}</p>`, words];
    return pages.flatMap((page) => [
      Buffer.from(page),
      Buffer.from(page, 'latin1'),
      Buffer.from(page, 'utf16le'),
      Buffer.from(`\ufeff${page}`),
    ]);
  });
}

/** Heads that tell everything, in every way. */
export function heads(): string[] {
  const article = {
    '@type': 'NewsArticle',
    headline: 'Ein Steg',
    author: [{ name: 'Alma Terhorst' }, 'K. D.'],
    datePublished: '2025-03-12',
    articleBody: 'Am Montag.',
    publisher: { name: 'Bote' },
  };
  const scripts = [
    article,
    { '@graph': [{ '@type': 'WebPage' }, article] },
    [[article]],
    { '@type': ['Thing', 'Report'], headline: { '@value': 'x' }, author: null },
    { '@graph': { '@graph': { '@graph': article } } },
  ];
  const metas =
    '<html lang=de><meta property="og:title" content="Ein Steg | Bote"><meta name=author content="Alma Terhorst"><meta property="article:published_time" content="2025-03-12T10:00:00+01:00"><link rel="canonical" href="https://bote.example/a?b=1&amp;c"><title>Ein Steg &ndash; Bote</title><meta http-equiv="content-language" content="de_AT">';
  return scripts.flatMap((script) => {
    const json = `<script type="application/ld+json">${JSON.stringify(script)}</script>`;
    return [json, `${metas}${json}<h1>Ein Steg</h1>`, `<head>${json}${metas}</head><body><h1>Ein <b>Steg</b></h1><p>Text.</p>`];
  });
}

export const SELECTORS: readonly string[] = [
  'p',
  '.teaser',
  '#main > p',
  '[class*=tea] a, aside',
  '[role="navigation"]',
  'div p.box:not(.a)',
  '*',
  'a[href^="/x"]',
  'section  >\tdiv',
  '\\31 a',
  ':is(p,div)',
  'p::before',
  'a + b',
  'a ~ b',
  '[id$=x i]',
];

/** Files of observations, as lines with their ends. */
export function observationFiles(lib: Library, sources: readonly string[]): string[] {
  return [sources.slice(0, 5), sources.slice(20, 50), []].map((some) => {
    const observations: Observations = new Map();
    some.forEach((source, i) => {
      const document =
        i % 2 === 0 ? lib.readText(source, { id: `${i}`, site: `site${i % 3}` }) : lib.readHtml(source, { id: `${i}`, site: 'page' });
      lib.addSeen(observations, lib.observe(document));
    });
    return [...lib.writeObservations(observations)].join('\n');
  });
}
