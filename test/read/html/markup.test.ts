/** Markup is split into elements, texts and comments as browsers do, each with its own source, however damaged. */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Attributes } from '../../../src/read/html/attributes.js';
import { decodeReferences, eachPiece } from '../../../src/read/html/entities.js';
import { Markup } from '../../../src/read/html/markup.js';
import { readElements } from '../../../src/read/html/nesting.js';

/** The events of a page, one per line: `+p <p>`, `-p </p>` (`-p` alone if implied), `# comment`, `" text`, `' script`. */
function eventsOf(source: string): string[] {
  const events: string[] = [];
  const tell = (what: string, start: number, end: number) => events.push(`${what} ${source.slice(start, end)}`.trimEnd());
  readElements(source, {
    open: ({ tag }, _attributes, start, end) => tell(`+${tag}`, start, end),
    close: ({ tag }, start, end) => tell(`-${tag}`, start, end),
    text: (start, end, verbatim) => tell(verbatim ? "'" : '"', start, end),
    comment: (start, end) => tell('#', start, end),
  });
  return events;
}

/** The attributes of the first tag with the given names. */
function attributes(source: string, ...names: string[]): (string | undefined)[] {
  const read = new Attributes(Markup.of(source));
  read.read(source.search(/[\s/>]/u));
  return names.map((name) => read.get(name));
}

describe('tags', () => {
  test.each([
    ['<P CLASS=a>', ['+p <P CLASS=a>', '-p']],
    ['<p\n>x</p\n>', ['+p <p\n>', '" x', '-p </p\n>']],
    ['<a title="x > y">', ['+a <a title="x > y">', '-a']],
    ["<a title='x > y'>", ["+a <a title='x > y'>", '-a']],
    ['<a href=x/y>z', ['+a <a href=x/y>', '" z', '-a']],
    ['<b/>x', ['+b <b/>', '" x', '-b']],
    ['<x-y>x</X-Y foo>z', ['+x-y <x-y>', '" x', '-x-y </X-Y foo>', '" z']],
    ['a<br>b</br>c', ['" a', '+br <br>', '" b', '+br', '" c']],
    ['<image src=a>', ['+img <image src=a>']],
  ])('a tag covers its whole source: %j', (source, events) => {
    expect(eventsOf(source)).toEqual(events);
  });

  test.each(['<', '</', '<3', '< p>', '<é>', 'a < b', '<<'])('this is text, not a tag: %j', (source) => {
    expect(eventsOf(source).every((event) => event.startsWith('"'))).toBe(true);
    expect(eventsOf(source).join('').replaceAll(/" ?/gu, '').replaceAll(' ', '')).toBe(source.replaceAll(' ', ''));
  });

  test.each(['<p', '<s', '<stro', '<p ', '<p a', '<p a=', '<p a=b', '<p a="b>', "<p a='", '<p /', '</p', '</p '])(
    'a truncated tag is left out: %j',
    (cut) => {
      expect(eventsOf(`<b>x${cut}`)).toEqual(['+b <b>', '" x', '-b']);
    },
  );
});

describe('elements that contain only text', () => {
  test.each([
    ['<script>a < b && "<p>"</script>x', ['+script <script>', `' a < b && "<p>"`, '-script </script>', '" x']],
    ['<script>a</scr ipt></scripts></SCRIPT >x', ['+script <script>', "' a</scr ipt></scripts>", '-script </SCRIPT >', '" x']],
    ['<script>a</script', ['+script <script>', "' a</script", '-script']],
    ['<script><!--<p></script>', ['+script <script>', "' <!--<p>", '-script </script>']],
    ['<script/>a</script>', ['+script <script/>', "' a", '-script </script>']],
    ['<style></style>x', ['+style <style>', '-style </style>', '" x']],
    ['<title>a &amp; <b></title>', ['+title <title>', '" a &amp; <b>', '-title </title>']],
    ['<textarea><p></textarea>', ['+textarea <textarea>', '" <p>', '-textarea </textarea>']],
    ['<plaintext><p></plaintext>', ['+plaintext <plaintext>', "' <p></plaintext>", '-plaintext']],
    ['<strong>a<b>', ['+strong <strong>', '" a', '+b <b>', '-b', '-strong']],
  ])('such an element ends only at its own end tag: %j', (source, events) => {
    expect(eventsOf(source)).toEqual(events);
  });

  test('such elements contain tags inside SVG, but not inside HTML in SVG', () => {
    expect(eventsOf('<svg><title><b></title>')).toEqual(['+svg <svg>', '+title <title>', '+b <b>', '-b', '-title </title>', '-svg']);
    expect(eventsOf('<svg><foreignObject><style><b>')).toContain("' <b>");
    expect(eventsOf('<svg><path/>x</svg><path/>x')).toEqual([
      '+svg <svg>',
      '+path <path/>',
      '-path',
      '" x',
      '-svg </svg>',
      '+path <path/>',
      '" x',
      '-path',
    ]);
  });
});

describe('comments', () => {
  test.each([
    ['<!-- a > b -->', ''],
    ['<!-->', 'x-->'],
    ['<!--->', 'x-->'],
    ['<!---->', ''],
    ['<!-- a --!>', 'x'],
    ['<!-- -- - -->', ''],
    ['<!doctypo>', 'x'],
    ['<!>', 'x'],
    ['<?xml a?>', 'x'],
    ['</ p>', 'x'],
    ['</3>', 'x'],
    ['<![if IE]>', 'x'],
    ['<![CDATA[ a > b ]]>', 'x'],
  ])('a comment ends as in browsers: %j', (comment, rest) => {
    expect(eventsOf(comment + rest)).toEqual([`# ${comment}`, ...(rest === '' ? [] : [`" ${rest}`])]);
  });

  test.each(['<!-- <p>x', '<!-', '<!', '<!x', '<?x'])('an unclosed comment covers the rest: %j', (comment) => {
    expect(eventsOf(`a${comment}`)).toEqual(['" a', `# ${comment}`]);
  });

  test('an unclosed CDATA section covers only its opening mark', () => {
    expect(eventsOf('<![CDATA[a]]>b<![CDATA[c<p>')).toEqual(['# <![CDATA[a]]>', '" b', '# <![CDATA[', '" c', '+p <p>', '-p']);
  });

  test('a document type and a tag without a name are not comments', () => {
    expect(eventsOf('<!DOCTYPE html>x</>y')).toEqual(['" x', '" y']);
  });
});

describe('end tags', () => {
  test.each([
    ['of a paragraph', '<p>a<p>b', ['+p <p>', '" a', '-p', '+p <p>', '" b', '-p']],
    ['of an item', '<li>a<li>b', ['+li <li>', '" a', '-li', '+li <li>', '" b', '-li']],
    ['of a cell and its row', '<tr><td>a<tr>', ['+tr <tr>', '+td <td>', '" a', '-td', '-tr', '+tr <tr>', '-tr']],
    ['of what stands in the element', '<div><b>a</div>', ['+div <div>', '+b <b>', '" a', '-b', '-div </div>']],
  ])('an omitted end tag is added: %s', (_of, source, events) => {
    expect(eventsOf(source)).toEqual(events);
  });

  test('a nested table does not close its cell', () => {
    expect(eventsOf('<td><table><td>a</table>b')).toEqual([
      '+td <td>',
      '+table <table>',
      '+td <td>',
      '" a',
      '-td',
      '-table </table>',
      '" b',
      '-td',
    ]);
  });

  test('a stray end tag is ignored, but that of a paragraph makes an empty one', () => {
    expect(eventsOf('a</div></img>b')).toEqual(['" a', '" b']);
    expect(eventsOf('a</p >b')).toEqual(['" a', '+p', '-p </p >', '" b']);
  });

  test('the end tag of a form ends the first, since nested forms are ignored', () => {
    expect(eventsOf('<form>a<form>b</form>c</form>')).toEqual(['+form <form>', '" a', '" b', '-form </form>', '" c']);
  });
});

describe('attributes', () => {
  test.each([
    ['<p a=1 b="2" c=\'3\' d>', ['1', '2', '3', '']],
    ['<p A = 1\nB\n=\n"2"c=3 D/>', ['1', '2', '3', '']],
    ['<p a=1/ b=x"y c=">" d=>', ['1/', 'x"y', '>', '']],
    ['<p/a=1/b=2/c/d=4>', ['1/b=2/c/d=4', undefined, undefined, undefined]],
    ['<p a=1 a=2 =b=3 "c d">', ['1', undefined, undefined, undefined]],
    ['<p a="x&amp;y" b=&lt; c="?x&copy=1&copy" d=&>', ['x&y', '<', '?x&copy=1©', '&']],
  ])('the value of an attribute is read: %s', (source, values) => {
    expect(attributes(source, 'a', 'b', 'c', 'd')).toEqual(values);
  });

  test('an attribute is found by its whole name', () => {
    expect(attributes('<p =a=1>', '=a', 'a')).toEqual(['1', undefined]);
    expect(attributes('<p data-id=1 idx=2 i=3 xml:lang=de>', 'id', 'xml:lang')).toEqual([undefined, 'de']);
  });

  test.each([
    ['<path/>', true],
    ['<path / >', true],
    ['<path /a>', false],
    ['<path a=b/>', false],
  ])('%s is self-closing: %s', (source, selfClosing) => {
    const read = new Attributes(Markup.of(source));
    expect(read.read(5)).toBe(source.length);
    expect(read.selfClosing).toBe(selfClosing);
  });
});

describe('character references', () => {
  test.each([
    ['a &amp; b', 'a & b'],
    ['&lt', '<'],
    ['&&amp;&', '&&&'],
    ['&notit; &nosuch; &; &#; &#x;', '¬it; &nosuch; &; &#; &#x;'],
    ['&#128512;&#x1F600', '😀😀'],
    ['&NotEqualTilde;', '≂̸'],
    ['&#128;&#0;&#xD800;', '€\ufffd\ufffd'],
    ['😀&auml;😀', '😀ä😀'],
  ])('a character reference is decoded: %j', (source, text) => {
    expect(decodeReferences(source, 'text')).toBe(text);
  });

  test('a character reference ends with its text, whatever follows in the source', () => {
    expect(Markup.of('x&am<p;').decoded(1, 4, 'text')).toBe('&am');
    expect(Markup.of('"&lt"x').decoded(1, 4, 'attribute')).toBe('<');
  });

  test('a character reference is a separate piece with its range', () => {
    const pieces: [string, number, number][] = [];
    eachPiece('a&b&amp;c&lt;', 'text', (...piece) => pieces.push(piece));
    expect(pieces).toEqual([
      ['a&b', 0, 3],
      ['&', 3, 8],
      ['c', 8, 9],
      ['<', 9, 13],
    ]);
  });
});

const piece = fc.constantFrom(
  ...[
    '<p>',
    '</p>',
    '<b a="x">',
    '</b',
    '>',
    '<',
    '&amp;',
    '&',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<svg>',
    '<script>',
    '</script>',
    '"',
    ' x',
    '😀',
  ],
);

test('events follow the order of the source for any markup, and every opened element is closed', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join('');
      let at = 0;
      const open: string[] = [];
      const inOrder = (start: number, end: number): void => {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(source.length);
        at = start;
      };
      readElements(source, {
        open: ({ tag, empty }, _attributes, start, end) => {
          inOrder(start, end);
          if (!empty) open.push(tag);
        },
        close: ({ tag }, start, end) => {
          inOrder(start, end);
          expect(open.pop()).toBe(tag);
        },
        text: inOrder,
        comment: inOrder,
      });
      expect(open).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** How many code units of a page all searches together look at. */
function searched(source: string): number {
  let units = 0;
  const count = (from: number, found: number): number => {
    units += 1 + (found < 0 ? source.length : found) - from;
    return found;
  };
  const { indexOf, lastIndexOf, next } = Markup.prototype;
  const spies = [
    jest.spyOn(Markup.prototype, 'indexOf').mockImplementation(function (this: Markup, mark, from) {
      return count(from, indexOf.call(this, mark, from));
    }),
    jest.spyOn(Markup.prototype, 'lastIndexOf').mockImplementation(function (this: Markup, mark) {
      units += source.length;
      return lastIndexOf.call(this, mark);
    }),
    jest.spyOn(Markup.prototype, 'next').mockImplementation(function (this: Markup, code, from) {
      return count(from, next.call(this, code, from));
    }),
  ];
  eventsOf(source);
  for (const spy of spies) spy.mockRestore();
  return units;
}

describe('searches', () => {
  test.each(['<', '</', '&', '<!--', '<!--x--!>', '<![CDATA[', '<![CDATA[x]]>', '<title>x</title>', '</x>', '<p a="', '<div>', '&#1'])(
    'never go to the end of the page again and again: %j',
    (mark) => {
      for (const before of ['', '<div>'.repeat(500)]) {
        const [once, twice] = [500, 1000].map((times) => searched(before + mark.repeat(times)));
        expect(once).toBeGreaterThan(0);
        expect(twice).toBeLessThanOrEqual(once * 3);
      }
    },
  );
});
