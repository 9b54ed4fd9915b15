/** Formats that other programs read: recognised, so that nobody takes their code for text. */

/** What begins like this is such a format, and how it gets to be text. */
const FOREIGN: readonly (readonly [begin: RegExp, what: string, how: string])[] = [
  [/^\{\\rtf\d?/u, 'an RTF document', '“pandoc FILE -t plain -o FILE.txt” makes a text of it'],
  [/^%PDF-\d/u, 'a PDF document', '“pdftotext FILE” makes a text of it'],
  [/^\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1/u, 'an old Office document', '“soffice --convert-to txt FILE” makes a text of it'],
  [/^\u0089PNG|^\u00ff\u00d8\u00ff|^GIF8[79]a|^RIFF....WEBP/su, 'a picture', 'there is no text in it'],
  [/^filedesc:\/\//u, 'an ARC file, as crawlers wrote before WARC', '“warcio recompress FILE FILE.warc.gz” makes a WARC of it'],
];

/** Why the beginning of a file shows that others should read it; undefined if it does not. @param start its bytes as Latin-1 */
export function foreignIn(start: string): string | undefined {
  const known = FOREIGN.find(([begin]) => begin.test(start));
  return known === undefined ? undefined : `${known[1]}, which is not read: ${known[2]}`;
}
