/** XML with articles: each is a page with its metadata; what is no article is refused by name. */
import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../../src/files/item.js';
import { readHtml } from '../../../../src/index.js';
import { inputOf, itemsOf, summary } from '../../../support/sources.js';

let count = 0;
const read = (content: string | Uint8Array, name = 'artikel.xml') => itemsOf(inputOf(`${++count}/${name}`, content));

/** The pages of a document: for each its address, its texts, and the metadata that a reader finds. */
async function pagesOf(content: string | Uint8Array, name?: string) {
  const items = await read(content, name);
  return items.map((item) => {
    const { content: source, url } = item as Item;
    const page = readHtml(source);
    const { title, author, date } = page.meta;
    return { url, title, author, date, texts: page.blocks.map(({ text }) => text).filter((text) => text !== '') };
  });
}

const STEG = 'Der Steg von Hohenwiek wird im Mai erneuert.';
const FISCHER = 'Die Fischer wollen & sollen mitreden.';

describe('TEI', () => {
  const tei = (body: string, header = ''): string =>
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>${header}</fileDesc></teiHeader><text><body>${body}</body></text></TEI>`;

  test('is read with its paragraphs, headings, lists and metadata', async () => {
    const header =
      '<titleStmt><title>Ein Steg</title><author>Ann Moser</author></titleStmt><publicationStmt><date>2024-05-12</date><idno>https://bote.example/steg</idno></publicationStmt>';
    const body = `<div><head>Am Hafen</head><p>${STEG}</p><list><item>Holz</item><item>Eisen</item></list><p>Die <hi>Fischer</hi> wollen &amp; sollen<lb/>mitreden.</p></div>`;
    expect(await pagesOf(`<?xml version="1.0"?>\n<!-- Ausgabe 3 -->\n${tei(body, header)}`)).toEqual([
      {
        url: 'https://bote.example/steg',
        title: 'Ein Steg',
        author: 'Ann Moser',
        date: '2024-05-12',
        texts: ['Am Hafen', STEG, 'Holz', 'Eisen', FISCHER],
      },
    ]);
  });

  test('has one document for each text of a corpus', async () => {
    const corpus = `<?xml version="1.0"?><teiCorpus><teiHeader/>${tei(`<p>${STEG}</p>`)}${tei(`<p>${FISCHER.replace('&', '&amp;')}</p>`)}</teiCorpus>`;
    expect((await pagesOf(corpus)).map(({ texts }) => texts)).toEqual([[STEG], [FISCHER]]);
    expect(summary(await read(corpus))).toHaveLength(2);
  });

  test('is decoded as it declares', async () => {
    const bytes = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-2"?>${tei('<p>@</p>')}`, 'latin1');
    bytes[bytes.indexOf('@')] = 0xb3;
    expect((await pagesOf(bytes))[0].texts).toEqual(['ł']);
  });

  test('is known without its ending, and without a declaration', async () => {
    expect((await pagesOf(tei(`<p>${STEG}</p>`), 'artikel'))[0].texts).toEqual([STEG]);
  });
});

test('a corpus of the IDS has a document for each text', async () => {
  const text = (title: string, sentence: string): string =>
    `<idsText><idsHeader><fileDesc><titleStmt><t.title>${title}</t.title></titleStmt></fileDesc><creatDate>2012.01.05</creatDate></idsHeader><text><body><div><p><s>${sentence}</s> <s>So ist es.</s></p></div></body></text></idsText>`;
  const corpus = `<?xml version="1.0"?><!DOCTYPE idsCorpus PUBLIC "-//IDS//DTD IDS-XCES 1.0//EN" "ids.xcesdoc.dtd"><idsCorpus><idsDoc>${text('Erster', STEG)}${text('Zweiter', STEG)}</idsDoc></idsCorpus>`;
  expect(await pagesOf(corpus)).toMatchObject([
    { title: 'Erster', date: '2012.01.05', texts: [`${STEG} So ist es.`] },
    { title: 'Zweiter', texts: [`${STEG} So ist es.`] },
  ]);
});

test('trafilatura’s XML is read with its attributes', async () => {
  const xml = `<doc sitename="Bote" title="Ein Steg" author="Ann Moser" date="2024-05-12" source="https://bote.example/steg"><main><head rend="h2">Am Hafen</head><p>${STEG}</p></main><comments/></doc>`;
  expect(await pagesOf(xml)).toEqual([
    { url: 'https://bote.example/steg', title: 'Ein Steg', author: 'Ann Moser', date: '2024-05-12', texts: ['Am Hafen', STEG] },
  ]);
});

describe('feeds', () => {
  test('RSS has a document an item, with the longest of what it says', async () => {
    const item = (number: number, body: string): string =>
      `<item><title>Nummer ${number}</title><link>https://bote.example/${number}</link><dc:creator>Ann Moser</dc:creator><pubDate>Sun, 12 May 2024 08:00:00 GMT</pubDate>${body}</item>`;
    const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Bote</title><link>https://bote.example/</link>${item(
      1,
      `<description>kurz</description><content:encoded><![CDATA[<p>${STEG}</p><p>Die Fischer wollen &amp; sollen mitreden.</p>]]></content:encoded>`,
    )}${item(2, `<description>&lt;p&gt;${STEG}&lt;/p&gt;</description>`)}</channel></rss>`;
    expect(await pagesOf(rss, 'feed')).toMatchObject([
      { url: 'https://bote.example/1', title: 'Nummer 1', author: 'Ann Moser', texts: [STEG, FISCHER] },
      { url: 'https://bote.example/2', title: 'Nummer 2', texts: [STEG] },
    ]);
  });

  test('Atom has a document an entry, with escaped markup or XHTML', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title><entry><title>Ein Steg</title><link rel="self" href="https://bote.example/feed"/><link href="https://bote.example/1"/><author><name>Ann Moser</name></author><content type="html">&lt;p>${STEG}&lt;/p></content></entry><entry><title>Fischer</title><link rel="alternate" href="https://bote.example/2"/><content type="xhtml"><xh:div xmlns:xh="http://www.w3.org/1999/xhtml"><xh:p>${FISCHER.replace('&', '&amp;')}</xh:p></xh:div></content></entry></feed>`;
    expect(await pagesOf(atom)).toMatchObject([
      { url: 'https://bote.example/1', title: 'Ein Steg', author: 'Ann Moser', texts: [STEG] },
      { url: 'https://bote.example/2', title: 'Fischer', texts: [FISCHER] },
    ]);
  });
});

describe('other XML', () => {
  test('is refused by the name of its root', async () => {
    expect(summary(await read('<?xml version="1.0"?><urlset><url>https://bote.example/</url></urlset>'))).toEqual([
      expect.stringMatching(/XML with the root element <urlset>, in which articles are not known/u),
    ]);
  });

  test('that is a page is read as one', async () => {
    const page = `<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd"><html><body><p>${STEG}</p></body></html>`;
    expect(await read(page)).toMatchObject([{ format: 'html', content: Buffer.from(page) }]);
    const late = page.replace('<html>', `<!-- ${'weit unten '.repeat(90)} --><html>`);
    expect(await read(late)).toMatchObject([{ format: 'html', content: Buffer.from(late) }]);
  });

  test('that is damaged gives what is above the damage, and says so', async () => {
    const rss = `<rss><channel><item><description>${STEG}</description></item><item><description>halb`;
    expect(summary(await read(rss))).toEqual([
      expect.any(String),
      expect.stringMatching(/the XML is damaged \(.*\); nothing after the damage is sure/u),
    ]);
  });

  test('cannot be made to expand without end', async () => {
    const bomb = `<!DOCTYPE TEI [<!ENTITY a "${'a'.repeat(50)}"><!ENTITY b "&a;&a;&a;">]><TEI><text><body><p>${STEG} &b; &nbsp;&uuml;</p></body></text></TEI>`;
    const [item] = await read(bomb);
    const [text] = readHtml((item as Item).content)
      .blocks.map((block) => block.text)
      .filter((one) => one !== '');
    expect(text).toBe(`${STEG} &b; ü`);
  });
});
