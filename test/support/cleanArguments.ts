/** An article with one line that its only rule removes, and options under which nothing else is removed. */
export const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
export const ARTICLE = `Möbelstück\n\n${SENTENCE}\n`;
export const PAGE = `<!DOCTYPE html><html><body><p>Möbelstück</p><p>${SENTENCE}</p></body></html>`;
export const BODY = `${SENTENCE}\n`;
export const RULES = 'format: klartext-rules/1\nrules:\n  - { id: piece, category: ad, remove: block, match: { text: Möbelstück } }\n';
/** Only the rule of the test and no DOM: fast, and independent of the packs. */
export const OWN = ['--packs', 'none', '--engine', 'fast', '--model', 'none', '--rules', 'rules.yaml'];
