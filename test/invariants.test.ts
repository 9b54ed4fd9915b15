/** The invariants of the design, as properties over arbitrary documents and rules. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Input } from '../src/files/findInputs.js';
import {
  CATEGORIES,
  clean,
  compileRules,
  type Document,
  dumpRules,
  judge,
  keptSource,
  loadPacks,
  NotTextError,
  PACK_NAMES,
  parseRules,
  type Reason,
  RULES_FORMAT,
  type Rule,
  RuleFileError,
  type RuleSet,
  readHtml,
  readText,
  sourceRanges,
} from '../src/index.js';
import { ruleLines } from '../src/rules/file/ruleLines.js';
import { foldSpace } from '../src/text/fold.js';
import {
  anyRules,
  document,
  HEADLINES,
  htmlDocument,
  htmlSource,
  keepRules,
  linesDocument,
  listedRules,
  removalRules,
  SENTENCES,
  textSource,
} from './support/arbitraries.js';
import { expectGolden, MissingExpectedError } from './support/golden.js';
import { compiledRules, removedOffsets, texts } from './support/rules.js';
import { cleanInputs, WORK } from './support/run.js';
import { EXPECTED, SAMPLES, sampleFiles } from './support/samples.js';

const packs = loadPacks();
const everything = compileRules(packs);

/** The blocks' ranges must begin at 0, each where the last one ended, and end at the source's end; none may be empty. */
function expectPartition({ blocks, source }: Document): void {
  let at = 0;
  for (const { start, end } of blocks) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(source.length);
}

describe('1: blocks partition the source', () => {
  test('for a text', () => {
    fc.assert(
      fc.property(textSource, (source) => {
        const read = readText(source);
        expect(read.source).toBe(source);
        expectPartition(read);
      }),
      { numRuns: 400 },
    );
  });

  test('for a page', () => {
    fc.assert(
      fc.property(htmlSource, (source) => {
        const read = readHtml(source);
        expect(read.source).toBe(source);
        expectPartition(read);
      }),
      { numRuns: 600 },
    );
  });

  // The parser puts the end of truncated markup one code unit after the end of the source.
  test.each(['<p>Ein Steg.<!--', '<div>Ein Steg.<!-- </div>', '<p>Ein Steg.<?php', '<p>Ein Steg.<![CDATA[ x', '<p>Ein Steg.</<'])(
    'for %s',
    (source) => {
      expectPartition(readHtml(source));
    },
  );

  test('and the blocks of a text read as lines are its lines, each with the text of its own source, folded', () => {
    fc.assert(
      fc.property(linesDocument, ({ blocks, source }) => {
        for (const { start, end, kind, text } of blocks) {
          expect(text).toBe(foldSpace(source.slice(start, end).replace(/(?:\r\n|[\n\r\u0085\u2028\u2029\u000b\u000c])$/u, '')));
          expect(kind).toBe(text === '' ? 'blank' : 'line');
        }
      }),
    );
  });

  test('and a page’s blocks either have text, a path and a share of links, or are markup', () => {
    fc.assert(
      fc.property(htmlSource, (source) => {
        for (const block of readHtml(source).blocks) {
          expect(block.text).toBe(foldSpace(block.text));
          expect(block.kind === 'markup').toBe(block.text === '');
          if (block.kind === 'markup') continue;
          expect(block.path).toMatch(/^\S/u);
          expect(block.linkDensity).toBeGreaterThanOrEqual(0);
          expect(block.linkDensity).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('2: removed and kept ranges, concatenated in order, are the input', () => {
  test('for any document and any rules', () => {
    fc.assert(
      fc.property(document, anyRules, (read, rules) => {
        const { verdicts } = clean(read, compiledRules(rules));
        const ranges = sourceRanges(read, verdicts);
        let at = 0;
        for (const { start, end } of ranges) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(read.source.length);
        const kept = ranges.filter((range) => range.removed === undefined);
        expect(keptSource(read, verdicts)).toBe(kept.map(({ start, end }) => read.source.slice(start, end)).join(''));
        // Ranges and verdicts must agree on what is removed.
        const removed = ranges.filter((range) => range.removed !== undefined);
        const offsets = removed.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
        expect(offsets).toEqual([...removedOffsets(read, verdicts)].sort((a, b) => a - b));
      }),
      { numRuns: 400 },
    );
  });

  test('and what is cut out of a line of text is exactly what its verdict names', () => {
    fc.assert(
      fc.property(linesDocument, anyRules, (read, rules) => {
        for (const verdict of judge(read, compiledRules(rules))) {
          const { text, start: blockStart, end: blockEnd } = read.blocks[verdict.block];
          for (const { start, end, textStart, textEnd } of verdict.spans ?? []) {
            expect(foldSpace(read.source.slice(start, end))).toBe(text.slice(textStart, textEnd).trim());
            expect(start).toBeGreaterThanOrEqual(blockStart);
            expect(end).toBeLessThanOrEqual(blockEnd);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('and there is one verdict for each block, in the order of the blocks', () => {
    fc.assert(
      fc.property(document, anyRules, (read, rules) => {
        expect(clean(read, compiledRules(rules)).verdicts.map((verdict) => verdict.block)).toEqual(read.blocks.map((_, i) => i));
      }),
    );
  });
});

describe('3: without rules and without a vote nothing changes', () => {
  test('every block is kept, and the body is the input’s text', () => {
    fc.assert(
      fc.property(document, (read) => {
        const article = clean(read, compileRules([]), { vote: false });
        expect(
          article.verdicts.every((verdict) => verdict.action === 'keep' && verdict.spans === undefined && verdict.reasons.length === 0),
        ).toBe(true);
        expect(keptSource(read, article.verdicts)).toBe(read.source);
        expect(article.body).toBe(texts(read).join('\n\n'));
        expect(article.notes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('and a page without a vote does not need an option to say so', () => {
    fc.assert(
      fc.property(htmlSource, (source) => {
        const read = readHtml(source);
        expect(keptSource(read, clean(read, compileRules([])).verdicts)).toBe(source);
      }),
    );
  });
});

describe('4: every removal has a reason', () => {
  test('with a rule or a model, a category, a confidence and a message', () => {
    fc.assert(
      fc.property(document, anyRules, (read, rules) => {
        const byId = new Map(rules.map((rule) => [rule.id, rule]));
        const expectReason = (reason: Reason): void => {
          expect((reason.ruleId === undefined) !== (reason.model === undefined)).toBe(true);
          if (reason.ruleId !== undefined) {
            const rule = byId.get(reason.ruleId) as Rule;
            expect(reason.category).toBe(rule.category);
            expect(reason.confidence).toBe(rule.confidence);
          }
          expect(CATEGORIES).toContain(reason.category);
          expect(reason.confidence).toBeGreaterThanOrEqual(0);
          expect(reason.confidence).toBeLessThanOrEqual(1);
          expect(reason.message).toMatch(/\S/u);
        };
        for (const { block, action, spans = [], reasons } of judge(read, compiledRules(rules))) {
          for (const reason of [...reasons, ...spans.map((span) => span.reason)]) expectReason(reason);
          if (action === 'keep') {
            const effects = new Set(reasons.flatMap(({ ruleId }) => (ruleId === undefined ? [] : [byId.get(ruleId)?.effect])));
            expect([...effects].filter((effect) => effect !== (spans.length > 0 ? 'remove' : 'keep'))).toEqual([]);
            continue;
          }
          expect(read.blocks[block].text).not.toBe('');
          expect(spans).toEqual([]);
          expect(reasons.length).toBeGreaterThan(0);
          // Rules before models, and the strongest reason first.
          const ranks = reasons.map(({ model, confidence }) => (model === undefined ? 2 : 1) + confidence / 2);
          expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
          expect(reasons.some(({ ruleId }) => ruleId !== undefined && byId.get(ruleId)?.effect === 'keep')).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('5: keeping and removing are monotonic', () => {
  const expectWithin = (smaller: Set<number>, larger: Set<number>) =>
    expect([...smaller].filter((offset) => !larger.has(offset))).toEqual([]);

  test('more keep rules never remove more', () => {
    fc.assert(
      fc.property(document, removalRules, keepRules, keepRules, (read, removals, keeps, more) => {
        // Rules that already keep some blocks: a block may be kept by several.
        const again = keeps.map((rule) => ({ ...rule, id: `${rule.id}-again` }));
        const few = removedOffsets(read, judge(read, compiledRules([...removals, ...keeps])));
        const many = removedOffsets(read, judge(read, compiledRules([...removals, ...keeps, ...more, ...again])));
        expectWithin(many, few);
      }),
      { numRuns: 400 },
    );
  });

  test('fewer removal rules never remove more', () => {
    fc.assert(
      fc.property(document, removalRules, keepRules, fc.infiniteStream(fc.boolean()), (read, removals, keeps, choice) => {
        const all = removedOffsets(read, judge(read, compiledRules([...removals, ...keeps])));
        const fewer = removals.filter(() => choice.next().value);
        expectWithin(removedOffsets(read, judge(read, compiledRules([...fewer, ...keeps]))), all);
      }),
      { numRuns: 400 },
    );
  });

  test('ignoring a vote never removes more', () => {
    fc.assert(
      fc.property(htmlDocument, anyRules, (read, rules) => {
        const heard = removedOffsets(read, judge(read, compiledRules(rules)));
        expectWithin(removedOffsets(read, judge(read, compiledRules(rules), { vote: false })), heard);
      }),
    );
  });

  test('keeping captions never removes more, and nothing that stays goes', () => {
    const scored = fc.tuple(document, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.boolean());
    fc.assert(
      fc.property(scored, anyRules, ([read, stream, hasScores], rules) => {
        const scores = hasScores ? Float32Array.from(read.blocks, () => stream.next().value) : undefined;
        for (const compiled of [compiledRules(rules), everything]) {
          const dropped = clean(read, compiled, { scores });
          const kept = clean(read, compiled, { scores, captions: 'keep' });
          expectWithin(removedOffsets(read, kept.verdicts), removedOffsets(read, dropped.verdicts));
          // Exactly what the first reason names a caption comes back.
          const named = dropped.verdicts.filter(({ action, reasons }) => action === 'remove' && reasons[0]?.category === 'caption');
          expect(named.filter(({ block }) => kept.verdicts[block].action === 'remove')).toEqual([]);
          expect(kept.verdicts.filter(({ action }) => action === 'remove').length).toBe(
            dropped.verdicts.filter(({ action }) => action === 'remove').length - named.length,
          );
          expect(kept.verdicts.flatMap(({ spans = [] }) => spans).filter(({ reason }) => reason.category === 'caption')).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the order of rules never changes what is removed', () => {
    fc.assert(
      fc.property(document, anyRules, (read, rules) => {
        const forward = removedOffsets(read, judge(read, compiledRules(rules)));
        expect(removedOffsets(read, judge(read, compiledRules(rules.toReversed())))).toEqual(forward);
      }),
    );
  });

  test('a keep rule that matches a block keeps all of it, whatever else would remove it', () => {
    fc.assert(
      fc.property(document, removalRules, fc.nat(), (read, removals, pick) => {
        const shown = read.blocks.flatMap((block, i) => (/\p{L}/u.test(block.text) && block.text.length < 2000 ? [i] : []));
        fc.pre(shown.length > 0);
        const kept = shown[pick % shown.length];
        const keep: Rule = {
          id: 'keep-it',
          effect: 'keep',
          category: 'other',
          scope: 'block',
          match: { text: [read.blocks[kept].text] },
          confidence: 1,
        };
        const verdict = judge(read, compiledRules([...removals, keep]))[kept];
        expect(verdict.action).toBe('keep');
        expect(verdict.spans).toBeUndefined();
        expect(verdict.reasons.map((reason) => reason.ruleId)).toContain('keep-it');
      }),
    );
  });

  test('the guards of cleaning only ever keep more, never let a document come out empty, and leave a note', () => {
    fc.assert(
      fc.property(document, anyRules, (read, rules) => {
        const article = clean(read, compiledRules(rules));
        const judged = removedOffsets(read, judge(read, compiledRules(rules)));
        const cleaned = removedOffsets(read, article.verdicts);
        expectWithin(cleaned, judged);
        expect(article.body === '').toBe(texts(read).length === 0);
        expect(article.notes.length > 0).toBe(cleaned.size < judged.size);
      }),
      { numRuns: 400 },
    );
  });

  test('a document that consists of furniture is kept whole, with a note', () => {
    const read = readText('Empfohlen\nAnzeige\n');
    const article = clean(
      read,
      compiledRules([
        { id: 'all', effect: 'remove', category: 'ad', scope: 'block', match: { text: ['Empfohlen', 'Anzeige'] }, confidence: 1 },
      ]),
    );
    expect(article.body).toBe('Empfohlen\n\nAnzeige');
    expect(article.notes).toContain('the rules would have removed everything: kept whole');
  });

  test('the note on a text that is kept whole does not mention Readability', () => {
    const rules = compiledRules([
      { id: 'all', effect: 'remove', category: 'ad', scope: 'block', match: { text: ['Anzeige'] }, confidence: 1 },
    ]);
    expect(clean(readText('Anzeige\n'), rules).notes).toEqual(['the rules would have removed everything: kept whole']);
  });

  test('a page of which the vote leaves nothing is judged by rules alone, with a note', () => {
    const read = readHtml('<p>Anzeige</p><p>Der Steg steht</p>');
    const voted = { ...read, blocks: read.blocks.map((block) => ({ ...block, main: block.text === 'Anzeige' })) };
    const rules = compiledRules([
      { id: 'ad', effect: 'remove', category: 'ad', scope: 'block', match: { text: ['Anzeige'] }, confidence: 1 },
    ]);
    const article = clean(voted, rules);
    expect(article.body).toBe('Der Steg steht');
    expect(article.notes).toEqual(['nothing was left of the article as Readability sees it: judged by rules alone']);
  });
});

describe('6: cleaning a clean text changes nothing', () => {
  const paragraph = fc
    .uniqueArray(fc.constantFrom(...SENTENCES.filter((sentence) => !sentence.endsWith('(kd)'))), { minLength: 1, maxLength: 5 })
    .map((all) => all.join(' '));
  const section = fc.tuple(fc.constantFrom(...HEADLINES), fc.array(paragraph, { minLength: 1, maxLength: 5 }));
  const prose = fc
    .tuple(
      fc.array(paragraph, { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(section, { maxLength: 4, selector: ([headline]) => headline }),
    )
    .map(([lead, sections]) => [...lead, ...sections.flatMap(([headline, paragraphs]) => [headline, ...paragraphs])]);

  test('a text of prose and subheadings is kept whole under all packs', () => {
    fc.assert(
      fc.property(prose, fc.constantFrom('\n', '\n\n', '\r\n'), (paragraphs, between) => {
        const article = clean(readText(paragraphs.join(between)), everything);
        expect(article.body).toBe(paragraphs.join('\n\n'));
        expect(article.notes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a page of prose and subheadings is kept whole under all packs', () => {
    fc.assert(
      fc.property(prose, (paragraphs) => {
        const blocks = paragraphs.map((text) => ((HEADLINES as readonly string[]).includes(text) ? `<h2>${text}</h2>` : `<p>${text}</p>`));
        const article = clean(
          readHtml(`<!DOCTYPE html><html lang="de"><body><article>\n${blocks.join('\n')}\n</article></body></html>`),
          everything,
        );
        expect(article.body).toBe(paragraphs.join('\n\n'));
      }),
      { numRuns: 100 },
    );
  });

  const bodies = sampleFiles(EXPECTED, '.txt').map((name) => [name, readFileSync(path.join(EXPECTED, name), 'utf8')] as const);

  test.each(bodies)('the body of %s is kept whole when it is cleaned as a text', (_name, body) => {
    const again = clean(readText(body), everything);
    expect(`${again.body}\n`).toBe(body);
  });

  test('what is left of a cleaned sample is kept whole when it is cleaned again', () => {
    const texts = sampleFiles(SAMPLES, '.txt');
    expect(texts.length).toBeGreaterThan(20);
    for (const name of texts) {
      const once = clean(readText(readFileSync(path.join(SAMPLES, name))), everything).body;
      expect(`${name}\n${clean(readText(once), everything).body}`).toBe(`${name}\n${once}`);
    }
  });
});

describe('7: results do not depend on the order of documents', () => {
  async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(path.join(tmpdir(), 'klartext-order-'));
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Each document's result by its name. */
  async function outcomes(inputs: readonly Input[], rules: readonly Rule[], engine: 'fast' | 'readability'): Promise<Map<string, string>> {
    const ruleSets = rules.length > 0 ? [{ format: RULES_FORMAT, name: 'test', rules } as const] : packs;
    const results = await cleanInputs(inputs, { ...WORK, ruleSets, engine, model: 'none', to: 'json' });
    expect([...results.keys()]).toEqual(inputs.map((input) => input.relative));
    return new Map([...results].map(([name, result]) => [name, 'error' in result ? result.error : result.written]));
  }

  test('for arbitrary documents and rules', async () => {
    const files = fc.array(
      fc.oneof(
        textSource.map((source) => ({ source, ending: 'txt' })),
        htmlSource.map((source) => ({ source, ending: 'html' })),
      ),
      { minLength: 2, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(files, anyRules, fc.infiniteStream(fc.nat()), (documents, rules, dice) =>
        withFolder(async (folder) => {
          const inputs = documents.map(({ source, ending }, i) => {
            const relative = `${i}.${ending}`;
            writeFileSync(path.join(folder, relative), source);
            return { file: path.join(folder, relative), relative };
          });
          const shuffled = inputs
            .map((input) => [dice.next().value, input] as const)
            .sort(([a], [b]) => a - b)
            .map(([, input]) => input);
          expect(await outcomes(shuffled, rules, 'fast')).toEqual(await outcomes(inputs, rules, 'fast'));
        }),
      ),
      { numRuns: 40 },
    );
  });

  test('for samples that Readability votes on', async () => {
    const names = sampleFiles(SAMPLES, '.html').slice(0, 5);
    const inputs = names.map((relative) => ({ file: path.join(SAMPLES, relative), relative }));
    const forward = await outcomes(inputs, [], 'readability');
    expect(forward.size).toBe(5);
    expect(await outcomes(inputs.toReversed(), [], 'readability')).toEqual(forward);
  });
});

describe('8: a rule file contains everything that its rules say', () => {
  const sorted = (set: RuleSet) => ({ ...set, rules: set.rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)) });
  const bothKinds = fc.tuple(anyRules, listedRules).map(([rules, listed]) => [...rules, ...listed]);

  test('rules are read back from their own file unchanged, whichever are listed as texts; their order is stable', () => {
    fc.assert(
      fc.property(bothKinds, (rules) => {
        const set = { format: RULES_FORMAT, name: 'any.yaml', rules } as const;
        const yaml = dumpRules(set);
        const read = parseRules(yaml, 'any.yaml');
        expect(sorted(read)).toEqual(sorted(set));
        expect(dumpRules(read)).toBe(yaml);
        expect(ruleLines(yaml)).toHaveLength(rules.length);
      }),
      { numRuns: 500 },
    );
  });

  test('rules that all belong to one site name it once, except for long ones', () => {
    fc.assert(
      fc.property(
        bothKinds.filter((rules) => rules.length > 1),
        (all) => {
          const rules = all.map((rule) => ({ ...rule, site: 'hohenwieker-bote.example' }));
          const yaml = dumpRules({ format: RULES_FORMAT, name: 'site.yaml', rules });
          const long = yaml.slice(yaml.search(/^rules:/mu) >>> 0).match(/^ {2}- /gmu)?.length ?? 0;
          expect(yaml.match(/^ {2}hohenwieker-bote\.example:$/gmu) ?? []).toHaveLength(long < rules.length ? 1 : 0);
          expect(yaml.match(/\bsite:\s+hohenwieker-bote\.example\b/gu) ?? []).toHaveLength(long);
          expect(sorted(parseRules(yaml, 'site.yaml'))).toEqual(sorted({ format: RULES_FORMAT, name: 'site.yaml', rules }));
        },
      ),
    );
  });

  test('the shipped packs are read back unchanged', () => {
    expect(packs.map((pack) => pack.name)).toEqual([...PACK_NAMES]);
    // Whether a set is a shipped one is not recorded in its file.
    for (const { pack, ...set } of packs) expect(parseRules(dumpRules(set), pack as string)).toEqual(set);
  });

  const damage = fc.tuple(
    fc.nat(),
    fc.nat({ max: 6 }),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '',
        '\n',
        '  ',
        '\t',
        ':',
        '- ',
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        '*x',
        '&x ',
        '|',
        '>',
        '#',
        '!!int ',
        '? ',
        '---\n',
        '%YAML 9\n',
        '\u0000',
        'null',
        '[]',
        '{nosuch}',
        'remove: all',
      ),
    ),
  );
  const example = dumpRules({
    format: RULES_FORMAT,
    name: 'valid',
    rules: parseRules(
      `format: klartext-rules/1
sites:
  hohenwieker-bote.example:
    pages: 48
    remove: { navigation: { Politik: 48, "Zum Thema:": 12, Sport: { seen: 30, contentHits: 2 } }, share: { Teilen } }
    candidate: { in only two documents: { other: { Zutaten: 2 } } }
    rules: [{ id: share-0123456789ab, remove: section, until: end, match: { text: Folgen Sie uns }, evidence: 40 }]
rules:
  - { category: teaser, remove: section, until: end, match: { text: Empfohlen } }
  - { category: byline, remove: block, where: tail, match: { sequence: ["{name}", "{name} ist {any}"] } }
  - { category: cookie, remove: block, match: { selector: [".consent", "#consent"], links: 0.2 }, examples: ["<p class='consent'>Wir fragen</p>"] }
  - { keep: block, match: { text: "Empfohlen wird eine Impfung" } }
  - { category: font-size, remove: block, match: { text: "Textgröße ändern:" }, evidence: { documents: 3, of: 4, contentHits: 0, confidence: 0.7 } }`,
      'valid',
    ).rules,
  });

  test('a damaged file is read, or refused with its name, a line number and a reason', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (places) => {
        let yaml = example;
        for (const [at, length, insert] of places) {
          const from = at % (yaml.length + 1);
          yaml = yaml.slice(0, from) + insert + yaml.slice(from + length);
        }
        try {
          const set = parseRules(yaml, 'damaged.yaml');
          expect(set.format).toBe(RULES_FORMAT);
          // Whatever is accepted must be usable.
          compileRules(set);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleFileError);
          const { file, line, reason, message } = error as RuleFileError;
          expect(file).toBe('damaged.yaml');
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(yaml.split(/\r\n|\n|\r/u).length);
          expect(reason).toMatch(/\S/u);
          expect(message).toBe(`damaged.yaml:${line}: ${reason}`);
          refused++;
        }
      }),
      { numRuns: 800 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test('any string is read as rules or refused as a rule file', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), textSource, fc.json()), (yaml) => {
        expect(() => parseRules(yaml, 'any.yaml')).toThrow(RuleFileError);
      }),
      { numRuns: 500 },
    );
  });
});

describe('9: a golden test without its expected file fails', () => {
  test('a missing file is an error, and is not written', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'klartext-golden-'));
    try {
      expect(() => expectGolden('Ein Text.\n', path.join(folder, 'nothing.txt'))).toThrow(MissingExpectedError);
      expect(readdirSync(folder)).toEqual([]);
      writeFileSync(path.join(folder, 'there.txt'), 'Ein Text.\n');
      expectGolden('Ein Text.\n', path.join(folder, 'there.txt'));
      expect(() => expectGolden('Ein anderer Text.\n', path.join(folder, 'there.txt'))).toThrow();
      expect(readFileSync(path.join(folder, 'there.txt'), 'utf8')).toBe('Ein Text.\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('10: any bytes are read without loss, or refused as no text', () => {
  const sampleBytes = [...sampleFiles(SAMPLES, '.txt'), ...sampleFiles(SAMPLES, '.html')].map((name) =>
    readFileSync(path.join(SAMPLES, name)),
  );
  const slices = fc
    .tuple(fc.constantFrom(...sampleBytes), fc.nat(), fc.nat({ max: 20000 }))
    .map(([bytes, at, length]) => bytes.subarray(at % bytes.length, (at % bytes.length) + length));
  const truncated = fc.tuple(fc.constantFrom(...sampleBytes), fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % bytes.length));
  /** A sample with bytes overwritten: broken UTF-8, zeros. */
  const spoilt = fc.tuple(slices, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 8 })).map(([bytes, changes]) => {
    const copy = Uint8Array.from(bytes);
    for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte;
    return copy;
  });
  const marked = fc
    .tuple(fc.constantFrom([0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]), fc.uint8Array({ maxLength: 60 }))
    .map(([mark, rest]) => Uint8Array.from([...mark, ...rest]));
  const printable = fc.uint8Array({ min: 9, max: 255, maxLength: 300 });
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), printable, slices, truncated, spoilt, marked);

  /** A reader throws NotTextError and nothing else; what it reads is complete, and is cleaned without an error. */
  function expectReadOrRefused(read: (input: Uint8Array) => Document, input: Uint8Array): boolean {
    let found: Document;
    try {
      found = read(input);
    } catch (error) {
      expect(error).toBeInstanceOf(NotTextError);
      return false;
    }
    expectPartition(found);
    const ranges = sourceRanges(found, clean(found, everything).verdicts);
    expect(ranges.map(({ start, end }) => found.source.slice(start, end)).join('')).toBe(found.source);
    return true;
  }

  test('for texts', () => {
    let read = 0;
    fc.assert(
      fc.property(bytes, (input) => {
        if (expectReadOrRefused(readText, input)) read++;
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test('for pages', () => {
    let read = 0;
    fc.assert(
      fc.property(bytes, (input) => {
        if (expectReadOrRefused(readHtml, input)) read++;
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
