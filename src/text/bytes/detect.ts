/** Guesses the charset of bytes that nothing names. */
import chardet from 'chardet';
import { decoderOf } from './decoder.js';
import old from './oldCharsets.json' with { type: 'json' };
import { plausibility } from './plausible.js';

/** How many bytes are examined. More would only take longer. */
const PROBE = 1 << 18;
/** Of them, those that are decoded in several charsets to be compared. */
const COMPARED = 1 << 14;
/** The detector does not know these. The first of equals wins. */
const OLD = ['windows-1252', 'ibm850', 'macintosh', 'ibm852', 'ibm866', 'ibm437'];
/** An old charset must be more plausible by this much: they are rare. */
const SURELY = 0.3;
const MULTIBYTE = /^(?:gb|big5|shift|euc|iso-2022)/iu;
const LANGUAGES: Readonly<Record<string, readonly string[]>> = old.languages;
/** A match of the language that a page declares counts this much more, in percent. Templates are copied with their language. */
const DECLARED = 15;

/**
 * The most plausible charset; windows-1252 if nothing speaks for another (a superset of what browsers call Latin-1).
 * @param language declared by the page, such as `pl` or `de-AT`
 */
export function detectCharset(bytes: Uint8Array, language?: string): string {
  const probe = bytes.subarray(0, PROBE);
  const guess = best(probe, language?.toLowerCase().slice(0, 2));
  if (MULTIBYTE.test(guess)) return guess;
  const compared = denseIn(probe);
  let found = guess;
  let most = plausibilityIn(guess, compared) + SURELY;
  for (const charset of OLD) {
    const score = charset === guess ? 0 : plausibilityIn(charset, compared);
    if (score > most) [found, most] = [charset, score];
  }
  return found;
}

function best(probe: Uint8Array, language: string | undefined): string {
  let name = 'windows-1252';
  let most = 0;
  for (const match of chardet.analyse(probe)) {
    if (/^(?:ascii|utf-)/iu.test(match.name)) continue;
    const charset = /^iso-8859-1$/iu.test(match.name) ? 'windows-1252' : match.name.toLowerCase();
    const spoken = match.lang ?? LANGUAGES[charset]?.[0];
    const score = match.confidence + (language !== undefined && language === spoken ? DECLARED : 0);
    if (score > most) [name, most] = [charset, score];
  }
  return name;
}

function plausibilityIn(charset: string, bytes: Uint8Array): number {
  try {
    return plausibility(decoderOf(charset).decode(bytes));
  } catch {
    return 0;
  }
}

/** The part that begins shortly before the first byte that is not ASCII. */
function denseIn(probe: Uint8Array): Uint8Array {
  const first = probe.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - 1);
  return probe.subarray(start, start + COMPARED);
}
