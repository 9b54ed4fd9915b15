/** Recognises e-mails and pages saved as MHTML by the headers that they begin with. */

/** A line that e-mails and saved pages begin with. */
const HEADER =
  /^(?:From|Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Subject|Date|X-[\w-]+|Snapshot-Content-Location|Content-Type):[^\n]*$/iu;
/** Fewer such lines may begin a text. */
const LEAST_HEADERS = 3;

/** Whether a file begins with headers; lines that go on are indented. @param start its bytes as Latin-1 */
export function isMime(start: string): boolean {
  const lines = start.split(/\r?\n(?![ \t])/u);
  const headers = lines.findIndex((line) => !HEADER.test(line.replace(/\r?\n\s+/gu, ' ')));
  return (headers < 0 ? lines.length - 1 : headers) >= LEAST_HEADERS;
}
