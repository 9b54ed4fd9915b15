// Weights that have not seen a site: training leaves a weights file for each fold, learned without it.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { readWeights, type Weights } from '#dist/content/forest/weights.js';
import type { Format } from '#dist/index.js';
import type { Row } from '../bench/sets.js';
import { folds } from './sets.js';

/** Where training leaves its work, a folder a mode; KLARTEXT_TRAINING names another place. */
export const WORK = process.env.KLARTEXT_TRAINING ?? path.join(homedir(), '.cache/klartext-training');

/** Finds the weights that have not seen the site of a page. @param work a training's folder @param folder the sets' */
export function unseenWeights(work: string, mode: Format, folder: string): (row: Partial<Row>) => Weights {
  const foldOf = folds(folder);
  const loaded: Weights[] = [];
  return (row) => {
    const fold = foldOf(row);
    loaded[fold] ??= readWeights(readFileSync(path.join(work, mode, `unseen-${fold}.weights`)));
    return loaded[fold];
  };
}
