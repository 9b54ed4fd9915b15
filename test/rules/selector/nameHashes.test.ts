/** What an element is looked up by: every name that a selector may ask for is among its hashes. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameHashes, partName, tagName, wholeName } from '../../../src/rules/selector/names.js';
import { Step } from '../../../src/rules/selector/step.js';
import { foldHash } from '../../../src/text/foldedWord.js';

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,14}$/u);
const step = fc
  .record({
    tag: fc.constantFrom('div', 'nav', 'h2', 'my-box', 'ñ-box'),
    id: fc.option(name),
    classes: fc.array(name, { maxLength: 4 }),
    role: fc.option(fc.constantFrom('main', 'Navigation', 'a.b#c', 'Über uns', '[x')),
  })
  .map(({ tag, id, classes, role }) =>
    [tag, id === null ? '' : `#${id}`, ...classes.map((one) => `.${one}`), role === null ? '' : `[role="${role}"]`].join(''),
  );

/** The names of a step as it is parsed. */
function namesOf(text: string): string[] {
  const { tag, id, classes, attributes, parts } = new Step(text);
  const wholes = [...(id === undefined ? [] : [id]), ...classes, ...attributes.values()];
  const cut = [...parts.id, ...parts.class].flatMap((one) => one.split('-').slice(1, -1));
  return [tagName(tag), ...wholes.map(wholeName), ...cut.map(partName)];
}

/** The hashes of a step, which is in the middle of a path. */
function hashesOf(text: string): number[] {
  const path = `body > ${text} > p.read-more`;
  return [...nameHashes(path, 7, 7 + text.length)];
}

test('all names of an element are among its hashes', () => {
  fc.assert(
    fc.property(step, (text) => {
      const hashes = hashesOf(text);
      // A tag of other letters stands for the whole step, and no selector asks for it unless nothing follows.
      const names = namesOf(text).filter((one) => !/^<ñ.*[#.[]/u.test(one));
      expect(names.filter((one) => one !== partName('') && !hashes.includes(foldHash(one)))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('few other hashes are: the parts of names are cut as names are', () => {
  const text = 'div#mainContent.box-readMore.col2left.ABc.x__y';
  expect(hashesOf(text).sort()).toEqual([...namesOf(text)].map(foldHash).sort());
});
