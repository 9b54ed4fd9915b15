// Lessons: what the model of pages says of pages that the sets know snippets of alone. Texts learn from all of their lines so;
// pages learn nothing from what they say of themselves.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rows } from '#dist/content/features/rows.js';
import type { Document } from '#dist/index.js';
import type { Row } from '../bench/sets.js';
import { type Labels, labelByGold, labelPage, textsOf } from './align.js';
import { WORK } from './unseen.js';

/** The file that `teach.ts` writes: a lesson a line. */
export const LESSONS = path.join(WORK, 'lessons.jsonl');

export interface Lesson {
  readonly set: string;
  readonly id: string;
  /** What is surely the article's, and that with all that is not surely furniture. */
  readonly sure: string;
  readonly likely: string;
  /** Whether `likely` holds all snippets that must be there; otherwise what it lacks may be the article's. */
  readonly isComplete: boolean;
  /** Whether `sure` holds no snippet that must not be there. */
  readonly isPure: boolean;
}

/** Snippets are known by people: a line that holds one weighs so much more than one that is taught. */
const SNIPPET_WEIGHT = 6;
/** Taught furniture weighs less than content, and sentences least: an article's paragraph that the teacher lost must not be learned. */
const LABEL_WEIGHT = 1;
const SENTENCE_WEIGHT = 0.6;
const SENTENCE = /[.!?…]/u;
/** By this much two alignments of a row may differ before nothing is known of it. */
const DOUBT = 0.2;

let lessons: ReadonlyMap<string, Lesson> | undefined;

/** The lesson about a page of which snippets alone are known. */
export function lessonOf(set: string, { id }: Pick<Row, 'id'>): Lesson {
  lessons ??= new Map(
    readFileSync(LESSONS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Lesson)
      .map((lesson) => [`${lesson.set} ${lesson.id}`, lesson]),
  );
  const lesson = lessons.get(`${set} ${id}`);
  if (lesson === undefined) throw new Error(`${LESSONS} has no lesson about ${set} ${id}: run node build/training/teach.js`);
  return lesson;
}

/** Labels the rows of a text by a lesson about its page, and by the page's snippets. */
export function labelByLesson(document: Document, rows: Rows, lesson: Lesson, row: Row): Labels {
  const texts = textsOf(document, rows);
  const { labels, weights, coverage } = labelByGold(texts, lesson.sure);
  const likely = labelByGold(texts, lesson.likely).labels;
  const snippets = labelPage(document, rows, row);
  for (let i = 0; i < labels.length; i++) {
    if (snippets.weights[i] > 0) {
      labels[i] = snippets.labels[i];
      weights[i] = SNIPPET_WEIGHT * snippets.weights[i];
    } else if (Math.abs(likely[i] - labels[i]) > DOUBT) weights[i] = 0;
    else if (labels[i] >= 0.5) weights[i] *= Number(lesson.isPure);
    else weights[i] *= Number(lesson.isComplete) * (SENTENCE.test(texts[i]) ? SENTENCE_WEIGHT : LABEL_WEIGHT);
  }
  return { labels, weights, coverage };
}
