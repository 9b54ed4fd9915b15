/** Slots for authors: names, signatures at the end of an article, credits below a picture. */

import { FoldedWords } from '../../text/foldedWords.js';
import { MARK, WORD } from '../../text/scan/tokenColumns.js';
import credits from './credits.json' with { type: 'json' };
import { APOSTROPHE, BRACKET, COMMA, COPYRIGHT, HYPHEN, marksOf, STOP } from './marks.js';
import type { TokenizedText } from './tokenizedBlock.js';

const folded = (words: readonly string[]) => new FoldedWords(words.map((word) => word.toLowerCase()));
/** Agencies and editorial desks. Initials next to one of them are a signature, too. */
const SIGNERS = folded([...credits.agencies, ...credits.desks]);
/** Names of agencies with at least this many letters are no words of any language. */
const LONG_NAME = 5;
/** News agencies, as they and others spell them: in other spellings, many are words or names (`Sid`, `ansa`). */
const AGENCIES: ReadonlySet<string> = new Set([...credits.agencies, ...credits.wires].flatMap(spellings));
/** Desks that sign with agencies: `red/dpa`, `dpa-AFX`. */
const DESKS = folded(credits.desks);
/** Words between the agencies of a report. */
const BETWEEN_AGENCIES = new FoldedWords('und and et y e ed i en och og oraz mit with avec con com met med'.split(' '));
/** Words in brackets that are remarks, not signatures. */
const REMARKS = folded(credits.remarks);
/** Words that are written in lower case among the names of a credit. */
const CREDIT_WORDS = folded([...credits.agencies, ...credits.sources]);

/** Particles inside a name. */
const PARTICLES = new FoldedWords(
  'von vom van de del della der den di da do dos das du zu zum zur el al bin ibn ten ter la le y e und af av'.split(' '),
);
const LINKS = new FoldedWords(['und', 'and', 'et', 'with', 'mit']);

const JOINERS = marksOf('/+&,|-');
const INITIALS_MARKS = marksOf('.,/+&|-');
const CREDIT_MARKS = marksOf('/|,&+.()©:·_@-');
const NAME_MARKS = new Set([STOP, HYPHEN, APOSTROPHE]);
const VOWEL = /[aeiouyàáâäæèéêëìíîïòóôöøùúûü]/u;
/** Initials that sign alone have two or three letters, or this many without a vowel: longer ones look like words. */
const SIGNED_ALONE = 4;
/** Next to an agency, initials have at most this many letters. */
const SIGNED = 5;

/** Where a name may end: capitalised words with particles, initials and hyphens: `Anna-Lena von der Heide`, `M. Brandt`, `O’Neil`. */
export function nameEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (let i = from; i < limit; i++) {
    const isWord = input.kind(i) === WORD;
    if (isWord && /^(?:[dl]['’])?[\p{Lu}\p{Lt}\p{Lo}]/u.test(input.raw(i))) ends.push(i + 1);
    else if (i === from) return [];
    else if (isWord ? !PARTICLES.has(input, i) : !NAME_MARKS.has(input.mark(i))) break;
  }
  return ends;
}

/** Where initials may end: up to four groups of one to five letters, `fd`, `dpa/kd`, `M. B.`. */
export function initialsEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  let groups = 0;
  for (let i = from; i < limit; i++) {
    if (input.kind(i) === WORD) {
      if (++groups > 4 || input.end(i) - input.start(i) > 5) break;
      ends.push(i + 1);
    } else if (i === from || !INITIALS_MARKS.has(input.mark(i))) break;
    else if (input.mark(i) === STOP) ends.push(i + 1);
  }
  return ends;
}

/**
 * Where a signature may end: `kd`, `mwe/dpa`, `AFP`, `säd, dpa`, `M. B.`. Other texts in brackets do not match: a party
 * (`SPD`), a direction (`links`), a remark (`sic`, `lacht`).
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called wherever a slot may begin; one pass over the tokens.
export function signatureEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  let [areAlone, hasSigner, initials] = [true, false, 0];
  for (let i = from; i < limit; i++) {
    const expectsGroup = i === from || JOINERS.has(input.mark(i - 1));
    if (input.kind(i) === WORD && expectsGroup) {
      const raw = input.raw(i);
      if (isInitial(input, i)) {
        if (++initials > 3) break;
        continue;
      }
      if (initials > 0) break;
      if (SIGNERS.has(input, i)) hasSigner = true;
      else if (raw.length > SIGNED || REMARKS.has(input, i)) break;
      else areAlone &&= signsAlone(raw);
      if (hasSigner || areAlone) ends.push(i + 1);
    } else if (i > from && input.mark(i) === STOP && isInitial(input, i - 1)) {
      if (initials > 1) ends.push(i + 1);
      if (i + 1 < limit && isInitial(input, i + 1) && ++initials <= 3) i++;
    } else if (i === from || !JOINERS.has(input.mark(i))) break;
  }
  return ends;
}

/** Where the agencies of a report may end: `dpa`, `sda/Reuters`, `AP und AFP`, `dpa-AFX`, `red mit dpa`. */
export function agencyEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  let hasAgency = false;
  for (let i = from; i < limit; i += 2) {
    if (AGENCIES.has(input.raw(i))) hasAgency = true;
    else if (!DESKS.has(input, i)) break;
    if (hasAgency) ends.push(i + 1);
    if (i + 1 < limit && !JOINERS.has(input.mark(i + 1)) && !BETWEEN_AGENCIES.has(input, i + 1)) break;
  }
  return ends;
}

/** A name as it is listed and in capitals; long ones, which are no words, also in small letters. */
function spellings(name: string): string[] {
  return [name, name.toUpperCase(), ...(name.length >= LONG_NAME ? [name.toLowerCase()] : [])];
}

/** Whether a token is a capital letter followed by a full stop. */
function isInitial(input: TokenizedText, at: number): boolean {
  return at + 1 < input.count && input.mark(at + 1) === STOP && /^\p{Lu}$/u.test(input.raw(at));
}

/** Whether initials may be a signature without an agency. In capitals they would be a party, a country or a channel. */
function signsAlone(raw: string): boolean {
  if (raw.length < 2 || raw.length > SIGNED_ALONE || !/\p{Ll}/u.test(raw)) return false;
  // `Kd` may be the beginning of any name; `kD` and `kd` are made up.
  if (/^\p{Lu}\p{Ll}+$/u.test(raw)) return false;
  return raw.length < SIGNED_ALONE || !VOWEL.test(raw.toLowerCase());
}

/** Where a picture credit may end: names, agencies and the marks between them, `Malte Voss / DER RUNDBLICK`. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called wherever a slot may begin; one pass over the tokens.
export function creditEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  let hasName = false;
  for (let i = from; i < limit; i++) {
    const kind = input.kind(i);
    const mark = input.mark(i);
    const isName = kind === WORD && (/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(input.raw(i)) || CREDIT_WORDS.has(input, i));
    if (isName) hasName = true;
    else if (i === from && mark !== COPYRIGHT) break;
    else if (kind === WORD ? !(PARTICLES.has(input, i) || LINKS.has(input, i)) : kind === MARK && !CREDIT_MARKS.has(mark)) break;
    // A credit does not continue after a complete sentence: a name is followed by a bar, a bracket or another name.
    const endsLongWord = mark === STOP && i > 0 && input.end(i - 1) - input.start(i - 1) > 3;
    if (endsLongWord && i + 1 < limit && input.start(i + 1) > input.end(i)) break;
    if (hasName && mark !== COMMA && mark !== BRACKET) ends.push(i + 1);
  }
  return ends;
}
