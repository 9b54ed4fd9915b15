/** Slots for authors: names, signatures at the end of an article, credits below a picture. */

import credits from './credits.json' with { type: 'json' };
import type { TokenizedText } from './tokenizedBlock.js';

const folded = (words: readonly string[]) => new Set(words.map((word) => word.toLowerCase()));
/** Agencies and editorial desks. Initials next to one of them are a signature, too. */
const SIGNERS = folded([...credits.agencies, ...credits.desks]);
/** Words in brackets that are remarks, not signatures. */
const REMARKS = folded(credits.remarks);
/** Words that are written in lower case among the names of a credit. */
const CREDIT_WORDS = folded([...credits.agencies, ...credits.sources]);

/** Particles inside a name. */
const PARTICLES = new Set(
  'von vom van de del della der den di da do dos das du zu zum zur el al bin ibn ten ter la le y e und af av'.split(' '),
);
const LINKS = new Set(['und', 'and', 'et', 'with', 'mit']);

const JOINER = /^[/+&,|-]$/u;
const CREDIT_MARK = /^[/|,&+.()©:·_@-]$/u;
const VOWEL = /[aeiouyàáâäæèéêëìíîïòóôöøùúûü]/u;
/** Initials that sign alone have two or three letters, or this many without a vowel: longer ones look like words. */
const SIGNED_ALONE = 4;
/** Next to an agency, initials have at most this many letters. */
const SIGNED = 5;

/** Where a name may end: capitalised words with particles, initials and hyphens: `Anna-Lena von der Heide`, `M. Brandt`, `O’Neil`. */
export function nameEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (let i = from; i < limit; i++) {
    const token = input.tokens[i];
    const raw = input.text.slice(token.start, token.end);
    if (token.kind === 'word' && /^(?:[dl]['’])?[\p{Lu}\p{Lt}\p{Lo}]/u.test(raw)) ends.push(i + 1);
    else if (i === from) return [];
    else if (token.kind === 'word' && PARTICLES.has(token.fold)) continue;
    else if (token.fold === '.' || token.fold === '-' || token.fold === "'") continue;
    else break;
  }
  return ends;
}

/** Where initials may end: up to four groups of one to five letters, `fd`, `dpa/kd`, `M. B.`. */
export function initialsEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  let groups = 0;
  for (let i = from; i < limit; i++) {
    const token = input.tokens[i];
    if (token.kind === 'word') {
      if (++groups > 4 || token.end - token.start > 5) break;
      ends.push(i + 1);
    } else if (i === from || !/^[.,/+&|-]$/u.test(token.fold)) break;
    else if (token.fold === '.') ends.push(i + 1);
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
    const { fold, kind, start, end } = input.tokens[i];
    const expectsGroup = i === from || JOINER.test(input.tokens[i - 1].fold);
    if (kind === 'word' && expectsGroup) {
      const raw = input.text.slice(start, end);
      if (isInitial(input, i)) {
        if (++initials > 3) break;
        continue;
      }
      if (initials > 0) break;
      if (SIGNERS.has(fold)) hasSigner = true;
      else if (raw.length > SIGNED || REMARKS.has(fold)) break;
      else areAlone &&= signsAlone(raw);
      if (hasSigner || areAlone) ends.push(i + 1);
    } else if (fold === '.' && i > from && isInitial(input, i - 1)) {
      if (initials > 1) ends.push(i + 1);
      if (i + 1 < limit && isInitial(input, i + 1) && ++initials <= 3) i++;
    } else if (i === from || !JOINER.test(fold)) break;
  }
  return ends;
}

/** Whether a token is a capital letter followed by a full stop. */
function isInitial({ text, tokens }: TokenizedText, at: number): boolean {
  return /^\p{Lu}$/u.test(text.slice(tokens[at].start, tokens[at].end)) && tokens[at + 1]?.fold === '.';
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
    const { fold, kind, start, end } = input.tokens[i];
    const isCapital = /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(input.text.slice(start, end));
    if (kind === 'word' && (isCapital || CREDIT_WORDS.has(fold))) hasName = true;
    else if (i === from && fold !== '©') break;
    else if (kind === 'word' ? !(PARTICLES.has(fold) || LINKS.has(fold)) : kind === 'mark' && !CREDIT_MARK.test(fold)) break;
    // A credit does not continue after a complete sentence: a name is followed by a bar, a bracket or another name.
    if (fold === '.' && i + 1 < limit && input.tokens[i - 1].end - input.tokens[i - 1].start > 3 && input.tokens[i + 1].start > end) break;
    if (hasName && fold !== ',' && fold !== '(') ends.push(i + 1);
  }
  return ends;
}
