/** A page is divided into blocks as a reader sees them, each with its kind, path and links; damage costs no text. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Block, readHtml } from '../../src/index.js';
import { texts } from '../support/rules.js';

/** The blocks with text, each with its source. */
function shown(source: string): (Block & { source: string })[] {
  return readHtml(source)
    .blocks.filter((block) => block.text !== '')
    .map((block) => ({ ...block, source: source.slice(block.start, block.end) }));
}

describe('kinds of blocks', () => {
  test.each([
    ['<p>Ein Steg</p>', 'paragraph'],
    ['<div>Ein Steg</div>', 'paragraph'],
    ['Ein Steg', 'paragraph'],
    ['<h3>Ein Steg</h3>', 'heading'],
    ['<h2><span><b>Ein</b> Steg</span></h2>', 'heading'],
    ['<ul><li>Ein Steg</li></ul>', 'item'],
    ['<dl><dt>Ein Steg</dt></dl>', 'item'],
    ['<dl><dd>Ein Steg</dd></dl>', 'item'],
    ['<blockquote>Ein Steg</blockquote>', 'quote'],
    ['<table><tr><td>Ein Steg</td></tr></table>', 'cell'],
    ['<table><tr><th>Ein Steg</th></tr></table>', 'cell'],
    ['<table><caption>Ein Steg</caption></table>', 'caption'],
    ['<figure><figcaption>Ein Steg</figcaption></figure>', 'caption'],
    ['<pre>Ein Steg</pre>', 'code'],
    ['<button>Ein Steg</button>', 'control'],
    ['<select><option>Ein Steg</option></select>', 'control'],
    ['<textarea>Ein Steg</textarea>', 'control'],
    ['<fieldset><legend>Ein Steg</legend></fieldset>', 'control'],
  ])('the kind of %s is %s', (source, kind) => {
    expect(shown(source).map((block) => [block.kind, block.text])).toEqual([[kind, 'Ein Steg']]);
  });

  test('the kind comes from the surrounding elements if the innermost has none', () => {
    expect(shown('<blockquote><p>Ein Steg</p></blockquote><li><div>Zwei Stege</div></li>').map((block) => block.kind)).toEqual([
      'quote',
      'item',
    ]);
  });

  test('headings have a level, and no other blocks have one', () => {
    const source = [1, 2, 3, 4, 5, 6].map((level) => `<h${level}>Nummer ${level}</h${level}>`).join('');
    expect(shown(`${source}<p>Text</p>`).map((block) => block.level)).toEqual([1, 2, 3, 4, 5, 6, undefined]);
  });
});

describe('text of blocks', () => {
  test('entities are decoded, and broken ones left unchanged', () => {
    expect(
      texts(readHtml('<p>H&ouml;henweg &amp; Steg&nbsp;3 &#8222;neu&#x201C; &lt;p&gt; &amp;amp; &nosuch; & &#; &#128512;</p>')),
    ).toEqual(['Höhenweg & Steg 3 „neu“ <p> &amp; &nosuch; & &#; 😀']);
  });

  test('white space is collapsed, and invisible characters are removed', () => {
    expect(texts(readHtml('<p>\n  Ein\n\tSteg &#8203;für&nbsp;\nalle Hohen&shy;wieker  </p>'))).toEqual([
      'Ein Steg für alle Hohen\u00adwieker',
    ]);
  });

  test('text continues through inline elements, whose tags are not spaces', () => {
    expect(texts(readHtml('<p>Ein <em>neu</em>er <a href="/s"><b>Steg</b></a>, <span>end</span>lich.</p>'))).toEqual([
      'Ein neuer Steg, endlich.',
    ]);
  });

  test.each([
    ['a script', '<script>if (a < b) { document.write("<p>geheim</p>"); }</script>'],
    ['a style sheet', '<style>p::before { content: "geheim" }</style>'],
    ['a comment', '<!-- <p>geheim</p> -->'],
    ['noscript', '<noscript><p>geheim</p></noscript>'],
    ['a template', '<template><p>geheim</p></template>'],
    ['a drawing', '<svg><title>geheim</title><text>geheim</text></svg>'],
    ['a frame', '<iframe><p>geheim</p></iframe>'],
    ['a hidden element', '<div hidden><p>geheim</p></div>'],
    ['a hidden element, in a word', '<span hidden="hidden">geheim</span>'],
    ['an element that is not displayed', '<div style="color:red; display : none"><p>geheim</p></div>'],
    ['an element that is not visible', '<p style="visibility:hidden">geheim</p>'],
    ['a data list', '<datalist><option>geheim</option></datalist>'],
    ['a processing instruction', '<?php echo "geheim"; ?>'],
    ['a document type', '<!DOCTYPE geheim>'],
    ['an attribute', '<img alt="geheim" title="geheim">'],
  ])('the text does not contain %s', (_name, silent) => {
    expect(texts(readHtml(`<p>Vor dem Steg</p>${silent}<p>Nach dem Steg</p>`))).toEqual(['Vor dem Steg', 'Nach dem Steg']);
    expect(texts(readHtml(`<div>Vor ${silent} nach</div>`)).join(' ')).toBe('Vor nach');
  });

  test('text that is hidden until found is read', () => {
    expect(texts(readHtml('<p hidden="until-found">Ein Steg</p>'))).toEqual(['Ein Steg']);
  });

  test('text with any other style is read', () => {
    expect(texts(readHtml('<p style="display: block; visibility: visible">Ein Steg</p>'))).toEqual(['Ein Steg']);
  });
});

describe('line breaks', () => {
  test('a line break is a space', () => {
    expect(texts(readHtml('<p>Ein<br>Steg<br/>für<br />alle</p>'))).toEqual(['Ein Steg für alle']);
  });

  test('two line breaks with only white space between them end a paragraph', () => {
    expect(texts(readHtml('<div>Ein Steg.<br><br>Zwei Stege.<br>\n &nbsp;<br>Drei <br> Stege.<br><br><br></div>'))).toEqual([
      'Ein Steg.',
      'Zwei Stege.',
      'Drei Stege.',
    ]);
  });

  test('two line breaks with text between them do not end a paragraph', () => {
    expect(texts(readHtml('<p>Ein<br>Steg<br>hier</p>'))).toEqual(['Ein Steg hier']);
  });

  test('two line breaks inside an inline element end a paragraph, too', () => {
    expect(texts(readHtml('<div>Ein Steg.<span><br><br></span>Zwei Stege.</div>'))).toEqual(['Ein Steg.', 'Zwei Stege.']);
  });
});

describe('source ranges of blocks', () => {
  test('a block includes its tags if they contain nothing else', () => {
    expect(shown('<div>\n<p class="a">Ein <b>Steg</b></p>\n</div>').map((block) => block.source)).toEqual([
      '<p class="a">Ein <b>Steg</b></p>',
    ]);
  });

  test('a block is the run of text if its tags contain more', () => {
    expect(shown('<div>Ein Steg.<p>Zwei Stege.</p>Drei Stege.</div>').map((block) => block.source)).toEqual([
      'Ein Steg.',
      '<p>Zwei Stege.</p>',
      'Drei Stege.',
    ]);
  });

  test('a block is the run of text if the end tag is missing', () => {
    expect(shown('<ul><li>Ein Steg<li>Zwei Stege</ul>').map((block) => block.source)).toEqual(['Ein Steg', 'Zwei Stege']);
  });

  test('every tag is covered once: the source between blocks is markup', () => {
    const source = '<body><div><p>Ein</p> <p>Zwei</p></div></body>';
    const { blocks } = readHtml(source);
    expect(blocks.map((block) => [block.kind, source.slice(block.start, block.end)])).toEqual([
      ['markup', '<body><div>'],
      ['paragraph', '<p>Ein</p>'],
      ['markup', ' '],
      ['paragraph', '<p>Zwei</p>'],
      ['markup', '</div></body>'],
    ]);
  });
});

describe('paths of blocks', () => {
  const pathOf = (source: string) => shown(source)[0].path;

  test('a path names the surrounding block elements with their ids and classes', () => {
    expect(
      pathOf('<html><body><main id="inhalt"><div class="artikel text"><p>Ein <b class="x">Steg</b></p></div></main></body></html>'),
    ).toBe('html > body > main#inhalt > div.artikel.text > p');
  });

  test('generated classes and ids are left out', () => {
    expect(pathOf('<div id="post-48213" class="css-1q8x7f story sc-a8f3k2 xYzQwRt col-12 h2"><p>Ein Steg</p></div>')).toBe(
      'div.story.col-12.h2 > p',
    );
  });

  test('the classes of the root, which describe how the page was loaded, are left out', () => {
    expect(pathOf('<html class="js no-touch"><body id="top" class="loaded"><p>Ein Steg</p></body></html>')).toBe('html > body > p');
  });

  test('a path has at most six classes per element, and no overlong ones', () => {
    expect(pathOf(`<div class="${'abcdefghij'.repeat(6)} a b c d e f g"><p>Ein Steg</p></div>`)).toBe('div.a.b.c.d.e.f > p');
  });

  test('a path includes role and itemprop', () => {
    expect(pathOf('<div role="navigation" itemprop="articleBody" data-x="y"><p>Ein Steg</p></div>')).toBe(
      'div[role="navigation"][itemprop="articleBody"] > p',
    );
  });

  test('inline elements are left out, but custom elements around a block are not', () => {
    expect(pathOf('<span class="s"><x-teaser class="box"><p>Ein Steg</p></x-teaser></span>')).toBe('x-teaser.box > p');
  });

  test('the path is the body if no element surrounds the block', () => {
    expect(pathOf('Ein Steg')).toBe('body');
  });

  test('odd names of tags and attributes cannot forge a path', () => {
    const [block] = shown('<div class="a > b #c" role="x > y" itemprop="&quot;]"><p>Ein Steg</p></div>');
    expect(block.path?.split(' > ')).toHaveLength(2);
  });
});

describe('link density', () => {
  test.each([
    ['<p>Ein Steg</p>', 0],
    ['<p><a href="/s">Ein Steg</a></p>', 1],
    ['<p><a href="/s">Ein</a><a href="/t">Steg</a></p>', 1],
    ['<p>Ein <a href="/s">Steg hier</a></p>', 0.692],
    ['<a href="/s"><p>Ein Steg</p></a><p>Text</p>', 1],
  ])('the link density of %s is %s', (source, share) => {
    expect(shown(source)[0].linkDensity).toBeCloseTo(share, 1);
  });

  test('linked text ends with the link', () => {
    expect(shown('<a href="/s"><p>Ein Steg</p></a><p>Text</p>').map((block) => block.linkDensity)).toEqual([1, 0]);
  });
});

describe('damaged markup', () => {
  test.each([
    ['tags that are never closed', '<div><p>Ein<div><span>Steg<p>hier', ['Ein', 'Steg', 'hier']],
    ['tags that were never opened', '</div>Ein</p></span></table>Steg</li>', ['Ein', 'Steg']],
    ['tags closed in the wrong order', '<p><b><i>Ein</b> Steg</i></p>', ['Ein Steg']],
    ['a less-than sign in the text', '<p>3 < 5 und 5 <3</p>', ['3 < 5 und 5 <3']],
    ['a table without rows', '<table>Ein<td>Steg<p>hier</table>', ['Ein', 'Steg', 'hier']],
    ['a list item without a list', '<li>Ein Steg', ['Ein Steg']],
    ['text behind the end of the page', '</body></html>Ein Steg', ['Ein Steg']],
    ['a second page in the same file', '<html><body><p>Ein</p></body></html><html><body><p>Steg</p></body></html>', ['Ein', 'Steg']],
    ['an attribute without its quote', '<p class=offen>Ein Steg</p>', ['Ein Steg']],
    ['a zero byte', '<p>Ein\u0000 Steg</p>', ['Ein\u0000 Steg']],
    ['a mark of CDATA that never ends', '<p>Ein <![CDATA[<b>Steg</b></p>', ['Ein Steg']],
    ['paragraphs in a heading', '<h2>Ein<p>Steg</p></h2>', ['Ein', 'Steg']],
  ])('damaged markup loses no text: %s', (_name, source, expected) => {
    expect(texts(readHtml(source))).toEqual(expected);
  });

  const tag = fc.constantFrom(
    'div',
    'p',
    'span',
    'a',
    'b',
    'ul',
    'li',
    'table',
    'tr',
    'td',
    'h2',
    'blockquote',
    'section',
    'form',
    'button',
    'select',
    'option',
    'em',
    'dl',
    'dd',
    'center',
    'x-y',
  );
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc
      .constantFrom(
        '<br>',
        '<br><br>',
        '<hr/>',
        '<p class="a>b">',
        "<a href='x'",
        '<!-- still -->',
        '<script>var a = "<p>";</script>',
        '<div/>',
      )
      .map((text) => (text.endsWith("'") ? `${text}>` : text)),
  );

  test('no word is lost or added, whatever the tags are', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        let words = 0;
        const source = pieces.map((one) => one ?? `Wort${words++}.`).join('');
        const expected = Array.from({ length: words }, (_, i) => `Wort${i}.`).join('');
        expect(texts(readHtml(source)).join('').replaceAll(' ', '')).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('a page that ends inside a tag is read with a warning', () => {
    const read = readHtml('<p>Ein Steg</p><a href="/wei');
    expect(texts(read)).toEqual(['Ein Steg']);
    expect(read.warnings).toEqual(['the page ends inside a tag: it may have been cut short']);
    expect(readHtml('<p>Ein Steg</p> 3 < 5').warnings).toBeUndefined();
  });

  test('an end tag with white space in it belongs to its block', () => {
    expect(shown('<ul><li>Ein Steg</li\n><li>Zwei Stege</li ></ul>').map((block) => block.source)).toEqual([
      '<li>Ein Steg</li\n>',
      '<li>Zwei Stege</li >',
    ]);
  });

  test.each(['<b class="x', '<b', '</p', '</p class="x'])('a page that ends inside %s ends its last block before it', (cut) => {
    expect(shown(`<div><p>Ein Steg${cut}`).map((block) => block.source)).toEqual(['Ein Steg']);
  });

  test('a page that ends inside a tag’s name gains no text', () => {
    expect(texts(readHtml('<div><p>Ein Steg <stro'))).toEqual(['Ein Steg']);
  });

  test.each(['<p', '<s', '<t'])('a page that ends after %s gains no text', (cut) => {
    expect(texts(readHtml(`<div>Ein Steg ${cut}`))).toEqual(['Ein Steg']);
  });
});

describe('deep nesting', () => {
  test('pages of any depth are read to the end', () => {
    const source = `${'<div>'.repeat(3000)}<p>Tief</p>${'</div>'.repeat(3000)}<p>Oben</p>`;
    expect(texts(readHtml(source))).toEqual(['Tief', 'Oben']);
    expect(shown(source)[1].path).toBe('p');
  });

  // Elements below the maximum depth give no structure, but silent ones stay silent.
  test('scripts in deep elements are not text', () => {
    expect(texts(readHtml(`${'<div>'.repeat(600)}<script>var geheim;</script><p>Tief</p>`))).toEqual(['Tief']);
  });
});

describe('pages that are revealed by a script', () => {
  const text = Array.from({ length: 12 }, () => 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.');
  const paragraphs = text.map((line) => `<p>${line}</p>`).join('');

  test.each([
    ['in a hidden element', `<body><div hidden id="S:0">${paragraphs}</div>`],
    ['behind visibility', `<body><div style="visibility:hidden">${paragraphs}</div>`],
    ['in noscript', `<body><p>Forum</p><noscript>${paragraphs}</noscript>`],
  ])('text is read from a page that keeps it %s', (_where, source) => {
    expect(readHtml(source).blocks.map((block) => block.text)).toEqual(expect.arrayContaining(text));
  });

  test('hidden text is not read if the page shows enough', () => {
    const source = `<body>${paragraphs}<div hidden><p>geheim</p>${paragraphs.replaceAll('Steg', 'Weg')}</div>`;
    const shownTexts = readHtml(source)
      .blocks.map((block) => block.text)
      .filter((line) => line !== '');
    expect(shownTexts).toEqual(text);
  });
});
