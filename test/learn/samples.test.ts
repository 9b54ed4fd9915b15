/** What is learned from the invented outlet's texts without packs. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { compileRules, type Rule, readText } from '../../src/index.js';
import { addSeen, type Observations } from '../../src/learn/observe/observations.js';
import { observe } from '../../src/learn/observe/observe.js';
import { propose } from '../../src/learn/propose/propose.js';

const OUTLET = 'samples/ostwall-kurier.example';

function learn(): readonly Rule[] {
  const observations: Observations = new Map();
  for (const name of readdirSync(OUTLET).filter((file) => file.endsWith('.txt'))) {
    addSeen(observations, observe(readText(readFileSync(path.join(OUTLET, name)), { id: name, site: 'outlet' })));
  }
  return propose(observations, compileRules([]))[0].rules;
}

const rules = learn();
const found = rules.map(({ category, scope, match, extent }) => ({
  category,
  scope,
  what: match.text?.[0] ?? match.pattern?.[0],
  ...(extent === undefined ? {} : { extent }),
}));

test.each([
  { category: 'masthead', scope: 'block', what: 'Ostwall-Kurier - {title}' },
  { category: 'caption', scope: 'block', what: '{title} / Foto: {any:6}/OWK-Bild' },
  { category: 'other', scope: 'block', what: 'Textgröße ändern:' },
  { category: 'byline', scope: 'block', what: '({name}--OWK)' },
  { category: 'teaser', scope: 'section', what: 'Empfohlen', extent: 'end' },
])('the outlet’s $category is learned: $what', (rule) => {
  expect(found).toContainEqual(rule);
});

test('each learned rule has evidence', () => {
  for (const { evidence, confidence } of rules) {
    expect(evidence?.documents).toBeGreaterThanOrEqual(2);
    expect(evidence?.of).toBe(14);
    expect(confidence).toBe(evidence?.confidence);
  }
});
