/**
 * Cleans a page and a text, so that V8 has compiled what cleaning needs before the code is kept for later processes: the
 * command that has just ended may have needed little of it.
 */
import type { CleanSettings } from '../batch/run/cleanSettings.js';
import { cleaner } from '../batch/run/cleanTask.js';
import type { Format } from '../model/document.js';
import { loadPacks } from '../rules/file/loadPacks.js';

const ARTICLE = [
  'Neue Brücke über die Wiehe',
  'Von Ada Berend, 3. Mai 2021, 14:30 Uhr',
  'Der Gemeinderat von Hohenwiek hat am Montag lange über die neue Brücke beraten. Sie soll 2.400 Meter lang werden.',
  '„Wir haben uns die Entscheidung nicht leicht gemacht“, sagte die Bürgermeisterin nach der Sitzung der Zeitung.',
  'Die Arbeiten beginnen im Herbst und dauern nach Angaben der Gemeinde drei Jahre, die Kosten trägt zur Hälfte das Land.',
];
const FURNITURE = [
  'Teilen',
  'Lesen Sie auch: Streit um den Hafen',
  'Wir verwenden Cookies',
  '© 2021 Wieker Bote. Alle Rechte vorbehalten.',
];

const TEXT = [...ARTICLE, ...FURNITURE].join('\n\n');
const PAGE = `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${ARTICLE[0]} – Wieker Bote</title>
<meta property="og:title" content="${ARTICLE[0]}"><script type="application/ld+json">{"@type":"NewsArticle","headline":"${ARTICLE[0]}"}</script></head>
<body><nav class="menu"><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>${ARTICLE[0]}</h1>${ARTICLE.slice(1)
  .map((paragraph) => `<p class="text">${paragraph}<br>&nbsp;<b>Mehr</b></p>`)
  .join(
    '\n',
  )}<figure><img src="a.jpg" alt=""><figcaption>Die Wiehe. Foto: Bote</figcaption></figure><table><tr><td>1</td></tr></table></article></main>
<aside style="display:none">${FURNITURE[0]}</aside><footer>${FURNITURE.map((line) => `<div><a href="#">${line}</a></div>`).join('')}</footer></body></html>`;

/** Cleans as `klartext clean` does by default, once for each format. */
export async function warmUp(): Promise<void> {
  const settings: CleanSettings = { ruleSets: loadPacks(), site: 'auto', to: 'txt', verdicts: true, removed: true };
  const clean = cleaner(settings);
  const documents: readonly [Format, string][] = [
    ['text', TEXT],
    ['html', PAGE],
  ];
  for (const [format, source] of documents) {
    const name = `a.${format}`;
    await clean({ name, file: name, relative: name, content: Buffer.from(source), format });
  }
}
