/** Runs the examples in the comments of the public functions, and has the compiler check them as a caller's code. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';
import * as klartext from '../src/index.js';
import { ROOT } from './support/samples.js';

const EXPORTS = Object.entries(klartext) as [string, unknown][];
const ERRORS = EXPORTS.filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error).map(([name]) => name);
const FUNCTIONS = EXPORTS.filter(([name, value]) => typeof value === 'function' && !ERRORS.includes(name)).map(([name]) => name);

/** The module of src that exports a name of the public API. */
function moduleOf(name: string): string {
  const index = readFileSync(path.join(ROOT, 'src/index.ts'), 'utf8');
  const found = [...index.matchAll(/export \{([^}]*)\} from '\.\/(.*)\.js';/gu)].find(([, names]) =>
    names.split(',').some((one) => one.trim() === name),
  );
  if (found === undefined) throw new Error(`src/index.ts does not export ${name} by its name`);
  return `src/${found[2]}.ts`;
}

/** The comment of an exported function or class; empty if there is none. */
function commentOf(name: string): string {
  const source = readFileSync(path.join(ROOT, moduleOf(name)), 'utf8');
  const declaration = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?export (?:async )?(?:function\\*?|class|const) ${name}\\b`,
    'u',
  ).exec(source);
  return (declaration?.[1] ?? '').replaceAll(/^ ?\* ?/gmu, '');
}

function examplesOf(name: string): string[] {
  return [...commentOf(name).matchAll(/@example\n```ts\n([\s\S]*?)```/gu)].map(([, code]) => code);
}

const CHECK = /^(\s*)(.+); \/\/ => (.+)$/gmu;

/** Runs an example and checks the values in comments `// =>` after expressions. */
async function run(code: string): Promise<void> {
  const body = code
    .replaceAll(
      CHECK,
      (_, indent, expression, value) => `${indent}check(await (${expression}), (${value}), ${JSON.stringify(expression)});`,
    )
    .replace(/import \{([^}]*)\} from 'klartext';/u, (_, names: string) => {
      const values = names.split(',').filter((name) => !name.trim().startsWith('type '));
      return `const {${values}} = klartext;`;
    });
  const parser = { syntax: 'typescript' } as const;
  const { code: plain } = transformSync(`async function example(klartext, check) {${body}}`, { jsc: { target: 'es2023', parser } });
  const example = new Function(`${plain}; return example;`)();
  let checks = 0;
  await example(klartext, (value: unknown, expected: unknown, expression: string) => {
    checks++;
    expect({ [expression]: value }).toEqual({ [expression]: expected });
  });
  // A check in a `catch` that was never reached must not count.
  expect(checks).toBe([...code.matchAll(CHECK)].length);
  expect(checks).toBeGreaterThan(0);
}

describe('the examples', () => {
  test.each(FUNCTIONS)('of %s have the values in their comments', async (name) => {
    const examples = examplesOf(name);
    expect(examples).not.toEqual([]);
    for (const example of examples) await run(example);
  });

  test('fail if a value differs', async () => {
    const wrong = "import { readText } from 'klartext';\nreadText('a').id; // => 'b'\n";
    await expect(run(wrong)).rejects.toThrow(/document/u);
    await expect(run("import { readText } from 'klartext';\nreadText(5); // => 5\n")).rejects.toThrow(/expected a string/u);
    await expect(run("import { readText } from 'klartext';\nreadText('a');\n")).rejects.toThrow();
    await expect(run('try {\n} catch {\n  5; // => 6\n}\n')).rejects.toThrow();
  });

  test('compile as a caller’s code', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'klartext-examples-'));
    try {
      mkdirSync(path.join(folder, 'node_modules'));
      symlinkSync(process.env.KLARTEXT_BUILT as string, path.join(folder, 'node_modules/klartext'));
      for (const name of FUNCTIONS)
        for (const [i, code] of examplesOf(name).entries()) writeFileSync(path.join(folder, `${name}${i}.ts`), code);
      const compilerOptions = {
        noEmit: true,
        rootDir: '/',
        declaration: false,
        sourceMap: false,
        typeRoots: [path.join(ROOT, 'node_modules/@types')],
      };
      const config = { extends: path.join(ROOT, 'tsconfig.json'), compilerOptions, include: ['.'] };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
      writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
      expect(compile(folder)).toBe('');
      writeFileSync(path.join(folder, 'wrong.ts'), "import { readText } from 'klartext';\nreadText(5);\n");
      expect(compile(folder)).toMatch(/^wrong\.ts\(2,10\): error TS2345/u);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test.each(ERRORS)('the comment of %s describes when it is thrown', (name) => {
  expect(commentOf(name).trim()).toMatch(/^Thrown (?:for|where) /u);
});

/** The compiler's messages for a folder. */
function compile(folder: string): string {
  try {
    return execFileSync(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
