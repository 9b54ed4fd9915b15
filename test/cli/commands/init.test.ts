/** `klartext init`: the file that it writes explains every option, is valid, and changes nothing. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const FILE = 'klartext.config.yaml';
const ARTICLE = 'Möbelstück\n\nDer Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.\n';

/** What `klartext init` writes. */
async function written(): Promise<string> {
  const cwd = folderWith({});
  expect(await klartext(['init'], { cwd })).toEqual({
    status: 0,
    stdout: '',
    stderr: `${FILE} written; it lists all options and sets none\n`,
  });
  const files = filesIn(cwd);
  expect(Object.keys(files)).toEqual([FILE]);
  return files[FILE];
}

describe('klartext init', () => {
  test.concurrent('writes a file that sets nothing', async () => {
    const config = await written();
    expect(parse(config)).toEqual({ clean: null, explain: null, learn: null });
    const files = { 'a.txt': ARTICLE, 'in/a.txt': ARTICLE, 'in/b.txt': ARTICLE };
    for (const args of [
      ['clean', 'a.txt'],
      ['explain', 'a.txt'],
      ['learn', 'in', '--out', 'r.yaml'],
    ]) {
      const without = await klartext(args, { cwd: folderWith(files) });
      expect(await klartext(args, { cwd: folderWith({ ...files, [FILE]: config }) })).toEqual(without);
      expect(without.status).toBe(0);
    }
  });

  test.concurrent('explains every option, those shared by several commands once', async () => {
    const config = await written();
    for (const command of ['clean', 'explain', 'learn']) {
      const { stdout } = await klartext([command, '--help']);
      const options = [...stdout.matchAll(/^ +--([\w-]+)/gmu)].map((match) => match[1]);
      const expected = options.filter((option) => !['help', 'version', 'config'].includes(option));
      expect(expected.length).toBeGreaterThan(3);
      for (const option of expected) expect(config).toMatch(new RegExp(`^(?: {2})?# ${option}: `, 'mu'));
    }
    expect(config.match(/^# packs: all$/gmu)).toHaveLength(1);
    expect(config).not.toContain('undefined');
    expect(config.split('\n').filter((text) => text.length > 102)).toEqual([]);
  });

  test.concurrent('writes options that are valid when uncommented, and equal the defaults', async () => {
    const set = (await written()).replaceAll(/^( *)# (?=[a-z-]+: )(?!.*…)/gmu, '$1');
    expect(set.match(/^ *[a-z-]+: ./gmu)?.length).toBeGreaterThan(8);
    const without = await klartext(['clean', 'a.txt'], { cwd: folderWith({ 'a.txt': ARTICLE }) });
    expect(await klartext(['clean', 'a.txt'], { cwd: folderWith({ 'a.txt': ARTICLE, [FILE]: set }) })).toEqual(without);
  });

  test.concurrent('keeps an existing file unless --force is given', async () => {
    const cwd = folderWith({ [FILE]: 'packs: de\n' });
    expect(await klartext(['init'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: `klartext: ${FILE} already exists here; --force replaces it\n`,
    });
    expect(filesIn(cwd)).toEqual({ [FILE]: 'packs: de\n' });
    expect((await klartext(['init', '--force'], { cwd })).status).toBe(0);
    expect(filesIn(cwd)[FILE]).toContain('# packs: all');
  });

  test.concurrent('writes none next to a configuration of another name', async () => {
    const cwd = folderWith({ 'klartext.config.json': '{}' });
    expect(await klartext(['init', '--force'], { cwd })).toMatchObject({
      status: 2,
      stderr: 'klartext: klartext.config.json already exists here; edit that one\n',
    });
    expect(Object.keys(filesIn(cwd))).toEqual(['klartext.config.json']);
  });
});
