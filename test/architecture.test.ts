/** Holds the imports of src to the order of its folders, and what reads files or runs a DOM to its one place. */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './support/samples.js';

/** Each folder imports only from those in the lines above it; two in one line never import each other. */
const ORDER = [
  ['model'],
  ['text'],
  ['packs'],
  ['read'],
  ['readability'],
  ['rules'],
  ['content'],
  ['judge', 'learn'],
  ['review', 'write'],
  ['files'],
  ['start'],
  ['batch'],
  ['cli'],
] as const;

/** Inside a folder the same holds for its sub-folders; modules beside them may import from all, and be imported by all. */
const INSIDE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  batch: [['run'], ['resume'], ['guard'], ['learn', 'output', 'restore']],
  cli: [['terminal'], ['config', 'report'], ['commands']],
  content: [['features'], ['ends'], ['forest']],
  files: [['sources'], ['sinks']],
  'files/sources': [['compression'], ['formats']],
  'files/sources/formats': [['xml']],
  judge: [['category'], ['witnesses']],
  learn: [['observe'], ['evidence', 'sites', 'survey'], ['propose'], ['update']],
  read: [['html', 'table', 'text']],
  readability: [['dom']],
  rules: [['pattern', 'selector'], ['compiled'], ['file', 'match']],
  text: [['bytes', 'tables'], ['scan']],
  write: [['markdown', 'standoff']],
};

/** The folders that may touch files and streams; `packs` and `content` read their own data. */
const WITH_FILES = ['packs', 'content', 'files', 'start', 'batch', 'cli'];
const OF_THE_PROCESS = ['files', 'start', 'batch', 'cli'];
const READABILITY = 'readability/voteWithReadability.ts';
const OPENER = 'readability/dom/open.ts';
const DOMS = { light: 'readability/dom/light.ts', jsdom: 'readability/dom/jsdom.ts' };

interface Import {
  readonly from: string;
  /** A file of src relative to it, or a package's name. */
  readonly to: string;
  readonly internal: boolean;
}

const SRC = path.join(ROOT, 'src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'))
  .sort();

/** What a module imports: statically, for its types, by `import()` and by `export … from`. */
function importsOf(from: string, source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/gu, '');
  const forms = [
    /(?<=^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])([^'"\n]+)\1/gu,
    /(?<=^|[\n;])\s*import\s*(['"])([^'"\n]+)\1/gu,
    /\bimport\s*\(\s*(['"])([^'"\n]+)\1/gu,
  ];
  const found = forms
    .flatMap((form) => [...code.matchAll(form)])
    .sort((x, y) => x.index - y.index)
    .map((match) => match[2]);
  return found.map((to) =>
    to.startsWith('.')
      ? { from, to: path.posix.join(path.posix.dirname(from), to).replace(/\.js$/u, '.ts'), internal: true }
      : { from, to: packageOf(to), internal: false },
  );
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const folderOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');
const rank = (folder: string) => ORDER.findIndex((line) => (line as readonly string[]).includes(folder));
const imports = files.flatMap((file) => importsOf(file, readFileSync(path.join(SRC, file), 'utf8')));
const internal = imports.filter((one) => one.internal);

/** Whether a module of one folder may import from another. */
function allows(from: string, to: string): boolean {
  if (from === to) return true;
  if (from === '') return !['files', 'start', 'batch', 'cli'].includes(to);
  return to !== '' && rank(to) < rank(from);
}

/** Whether an import between two sub-folders of one folder goes against their order. */
function goesBack({ from, to }: Pick<Import, 'from' | 'to'>): boolean {
  return Object.entries(INSIDE).some(([folder, lines]) => {
    const lineOf = (file: string) => lines.findIndex((line) => line.some((name) => file.startsWith(`${folder}/${name}/`)));
    const nameOf = (file: string) => file.slice(folder.length + 1).split('/')[0];
    const [a, b] = [lineOf(from), lineOf(to)];
    return a >= 0 && b >= 0 && nameOf(from) !== nameOf(to) && b >= a;
  });
}

describe('the imports of src', () => {
  test('are found: each file that has any, and those of every form', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(internal.length).toBeGreaterThan(100);
    const forms = `import a from './a.js';\nimport type { B } from "./b.js";\nexport { c } from './c.js';\nexport * from './d.js';\nimport './e.js';
      const f = await import('./f.js');\nlet g: import('./g.js').G;\nimport {\n  h,\n} from '../h.js';\n// import x from './x.js';\n/* from './y.js' */ import k from 'pack/deep.js'; import l from '@scope/pack/deep.js'`;
    expect(importsOf('read/m.ts', forms).map((one) => one.to)).toEqual([
      'read/a.ts',
      'read/b.ts',
      'read/c.ts',
      'read/d.ts',
      'read/e.ts',
      'read/f.ts',
      'read/g.ts',
      'h.ts',
      'pack',
      '@scope/pack',
    ]);
  });

  test('name files that are there', () => {
    const missing = internal.filter((one) => one.to.endsWith('.ts') && !files.includes(one.to));
    expect(missing).toEqual([]);
  });

  test('are of folders that have their place in the order, which names none that is not there', () => {
    expect(ORDER.flat().filter((folder) => !files.some((file) => folderOf(file) === folder))).toEqual([]);
    expect([...new Set(files.map(folderOf))].filter((folder) => folder !== '' && rank(folder) < 0)).toEqual([]);
    expect(files.filter((file) => folderOf(file) === '')).toEqual(['index.ts']);
  });

  test('go to their own folder or to one before it; index.ts to all but files, start, batch and cli', () => {
    expect(internal.filter((one) => !allows(folderOf(one.from), folderOf(one.to))).map((one) => `${one.from} imports ${one.to}`)).toEqual(
      [],
    );
  });

  test('would not be let through the other way', () => {
    expect(allows('model', 'text')).toBe(false);
    expect(allows('judge', 'learn')).toBe(false);
    expect(allows('learn', 'judge')).toBe(false);
    expect(allows('read', 'rules')).toBe(false);
    expect(allows('write', 'batch')).toBe(false);
    expect(allows('files', 'batch')).toBe(false);
    expect(allows('', 'files')).toBe(false);
    expect(allows('rules', '')).toBe(false);
    expect(allows('', 'cli')).toBe(false);
    expect(allows('cli', 'model')).toBe(true);
    expect(allows('', 'judge')).toBe(true);
  });

  test('order the sub-folders of a folder too, each of which is in its list', () => {
    const found = [...new Set(files.map((file) => path.posix.dirname(file)))].filter((folder) => folder.includes('/')).sort();
    const listed = Object.entries(INSIDE).flatMap(([folder, lines]) => lines.flat().map((name) => `${folder}/${name}`));
    expect(listed.sort()).toEqual(found);
    expect(internal.filter(goesBack).map((one) => `${one.from} imports ${one.to}`)).toEqual([]);
    expect(goesBack({ from: 'rules/pattern/a.ts', to: 'rules/match/b.ts' })).toBe(true);
    expect(goesBack({ from: 'rules/match/a.ts', to: 'rules/pattern/b.ts' })).toBe(false);
    expect(goesBack({ from: 'rules/file/a.ts', to: 'rules/match/b.ts' })).toBe(true);
  });

  test('never come back to where they began', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of internal) edges.set(from, [...(edges.get(from) ?? []), to]);
    expect(cycleIn(edges)).toEqual([]);
    expect(
      cycleIn(
        new Map([
          ['a', ['b', 'd']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a', 'b', 'c', 'a']);
  });
});

/** The first cycle that is found, its beginning repeated at its end; none where there is none. */
function cycleIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (node: string, above: readonly string[]): string[] => {
    const at = above.indexOf(node);
    if (at >= 0) return [...above.slice(at), node];
    if (done.has(node)) return [];
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...above, node]);
      if (cycle.length > 0) return cycle;
    }
    done.add(node);
    return [];
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

describe('what comes from outside', () => {
  const importers = (to: RegExp) => [...new Set(imports.filter((one) => !one.internal && to.test(one.to)).map((one) => one.from))];

  test('Readability is in one file, and each DOM', () => {
    expect(importers(/^@mozilla\/readability$/u).sort()).toEqual([DOMS.light, READABILITY]);
    expect(importers(/^jsdom$/u)).toEqual([DOMS.jsdom]);
  });

  test('neither is loaded until it is used', () => {
    const code = [READABILITY, OPENER].map((file) => readFileSync(path.join(SRC, file), 'utf8')).join('\n');
    expect(code).not.toMatch(/^import (?!type)[^\n]*(?:readability'|light|jsdom)/mu);
    const direct = imports.filter(({ to }) => Object.values(DOMS).includes(to)).map(({ from }) => from);
    expect([...new Set(direct)]).toEqual([OPENER]);
  });

  test('files and streams are touched only where that is the work', () => {
    const touching = importers(/^node:(?:fs|stream|child_process|worker_threads|http|net|process)/u);
    expect(touching.length).toBeGreaterThan(0);
    expect(touching.filter((file) => !WITH_FILES.includes(folderOf(file)))).toEqual([]);
    expect(touching.filter((file) => ['packs', 'content'].includes(folderOf(file)))).toEqual([
      'content/forest/weights.ts',
      'packs/packs.ts',
    ]);
  });

  test('what belongs to the process is touched by files, batch and cli alone', () => {
    const touching = files.filter((file) =>
      /\bprocess\.(?:env|argv|std|exit|cwd)|\bconsole\.|\bfetch\(/u.test(readFileSync(path.join(SRC, file), 'utf8')),
    );
    expect(touching.filter((file) => !OF_THE_PROCESS.includes(folderOf(file)))).toEqual([]);
  });

  test('Node’s own modules are named as such, and packages are dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const outside = [...new Set(imports.filter((one) => !one.internal).map((one) => one.to))];
    expect(outside.filter((name) => isBuiltin(name) && !name.startsWith('node:'))).toEqual([]);
    expect(outside.filter((name) => !isBuiltin(name) && !(name in dependencies))).toEqual([]);
    expect(Object.keys(dependencies).filter((name) => !outside.includes(name))).toEqual([]);
  });
});

describe('every module', () => {
  test.each(files)('%s opens with a sentence that says what it is for', (file) => {
    const source = readFileSync(path.join(SRC, file), 'utf8').replace(/^#!.*\n/u, '');
    expect(source).toMatch(/^\/\*\*\s[\s\S]{20,}?\*\//u);
  });

  test('has at most 300 lines: what is longer has more than one purpose', () => {
    expect(files.filter((file) => readFileSync(path.join(SRC, file), 'utf8').split('\n').length > 301)).toEqual([]);
  });
});
