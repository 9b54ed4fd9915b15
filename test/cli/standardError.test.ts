/** The exit status does not depend on whether anyone can read standard error. */
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, removeFolders, shell } from '../support/command.js';

afterAll(removeFolders);

const ARTICLE = 'Möbelstück\n\nDer Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.\n';
const OWN = '--packs none --engine fast --model none';

describe('standard error that no one can read', () => {
  test.concurrent.each([
    ['is full', '2> /dev/full'],
    ['is closed', '2>&-'],
    ['has a reader that is gone', '2> >(exec 0<&-; exit)'],
  ])('does not change the exit status if it %s', async (_, redirect) => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'in/b.txt': '', 'good/a.txt': ARTICLE });
    const status = async (args: string) => (await shell(`klartext ${args} ${redirect}`, cwd)).status;
    expect(await status(`clean good --out out ${OWN}`)).toBe(0);
    expect(await status(`clean in --out out2 ${OWN}`)).toBe(1);
    expect(await status(`clean in --out out2.jsonl --log json ${OWN}`)).toBe(1);
    expect(await status(`clean nirgends ${OWN}`)).toBe(2);
    expect(filesIn(path.join(cwd, 'out2'))).toEqual({ 'a.txt': ARTICLE });
  });
});
