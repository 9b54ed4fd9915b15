/** Two lines of JSON, compressed by tools for which no library here can write; each line is a separate stream. */
/** `{"text":"Der erste Bus fährt um fünf."}` and `{"text":"Der zweite fällt aus."}`, each with a line end, by `bzip2 -9` and `xz -9`. */
export const BZIP2 = [
  'QlpoOTFBWSZTWcILYOYAABJdnAAQUAEAEBQAA0MeSgQAAAQIACAAIagANNNNNBRoyBo0yNFto9bGFyZE+hxgkB1W2OxQNwrtZpeCD4u5IpwoSGEFsHMA',
  'QlpoOTFBWSZTWRLP1QUAAA9dlAAQUAEAEAQAIyQe2gQACAAgACKNAZANpBRoyBo0yNBo8lYHtHJTuCijdJSARWqYn73xdyRThQkBLP1QUA==',
];
export const XZ = [
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQApeyJ0ZXh0IjoiRGVyIGVyc3RlIEJ1cyBmw6RocnQgdW0gZsO8bmYuIn0KAAAAwoAQDyDohN4AAUIqelFyOR+2830BAAAAAARZWg==',
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQAheyJ0ZXh0IjoiRGVyIHp3ZWl0ZSBmw6RsbHQgYXVzLiJ9CgAAACG1CeBQJHuOAAE6IrYqT9AftvN9AQAAAAAEWVo=',
];
export const decoded = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'base64'));
export const LINES = ['{"text":"Der erste Bus fährt um fünf."}\n', '{"text":"Der zweite fällt aus."}\n'];
