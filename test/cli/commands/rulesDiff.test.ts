/** `klartext rules diff` as run by users. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const rules = (cwd: string, ...args: string[]) => klartext(['rules', ...args], { cwd });

describe('rules diff', () => {
  const TEXT =
    'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten. (kd)\n\nArtikel teilen\n\nAnzeige\n\nGegendarstellung\n';
  const one = 'format: klartext-rules/1\nrules:\n  - { id: share, category: share, remove: block, match: { text: Artikel teilen } }\n';
  const two = `${one}  - { id: ad, category: ad, remove: block, match: { text: Anzeige } }\n  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }\n`;
  const files = {
    'one.yaml': one,
    'two.yaml': two,
    'in/a.txt': TEXT,
    'in/b.txt': 'Nichts davon steht in diesem kurzen Text über Boote.\n',
  };

  test.concurrent('shows what only one of two files removes, with totals', async () => {
    const { status, stdout, stderr } = await rules(folderWith(files), 'diff', 'one.yaml', 'two.yaml', 'in');
    expect(status).toBe(0);
    expect(stdout).toBe('in/a.txt\n+ (kd) [byline sign]\n+ Anzeige [ad ad]\n');
    expect(stderr).toMatch(
      /^1 of 2 documents differ: only one\.yaml removes 0 pieces, 0\.0 % of the text \(-\); only two\.yaml removes 2 pieces, \d\.\d % of the text \(\+\)\n$/u,
    );
    const { stdout: other } = await rules(folderWith(files), 'diff', 'two.yaml', 'one.yaml', 'in/a.txt');
    expect(other).toContain('- Anzeige [ad ad]\n');
  });

  test.concurrent('shows nothing for a file and itself', async () => {
    const { status, stdout, stderr } = await rules(folderWith(files), 'diff', 'two.yaml', 'two.yaml', 'in');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^0 of 2 documents differ/u);
  });

  test.concurrent('continues after an unreadable document, with status 1; a missing rule file is status 2', async () => {
    const cwd = folderWith({ ...files, 'in/0.txt': '' });
    const [bad, missing] = await Promise.all([
      rules(cwd, 'diff', 'one.yaml', 'two.yaml', 'in'),
      rules(cwd, 'diff', 'one.yaml', 'none.yaml', 'in'),
    ]);
    expect(bad.status).toBe(1);
    expect(bad.stderr).toContain('error in/0.txt: the file is empty\n');
    expect(bad.stdout).toContain('+ Anzeige');
    expect(missing.status).toBe(2);
  });
});
