// Aligns a page's blocks with its gold text: which blocks are content, which are not, of which nothing is known.

import { wordsOf } from '../bench/lost.mjs';

const GRAM = 4;
/** Longer runs of places say nothing of where a block stands in the gold text. */
const MAX_PLACES = 40;
/** How far a block's words may be shifted against the gold text by what stands between them. */
const SLACK = 40;

/**
 * Labels the rows of a page by what its set knows of it.
 * @param rows the document's (`readRows`)
 * @param row the page's row in gold.jsonl
 */
export function labelPage(document, rows, { gold, with: wanted, without: unwanted }) {
  const texts = Array.from(rows.blocks, (block) => document.blocks[block].text);
  return typeof gold === 'string' ? labelByGold(texts, gold) : labelBySnippets(texts, wanted, unwanted);
}

/**
 * Labels blocks by a gold text.
 * @returns {{labels: Float32Array, weights: Float32Array, coverage: number}} for each block the share of its words that
 *   lie in the gold text, in order; where the page shows less than half of the gold text, nothing is known
 */
function labelByGold(texts, gold) {
  const target = wordsOf(gold);
  const labels = new Float32Array(texts.length);
  const weights = new Float32Array(texts.length).fill(1);
  const grams = gramIndex(target);
  const singles = index(target);
  const blocks = texts.map((text) => wordsOf(text));
  const candidates = blocks.map((block) => (block.length >= GRAM ? longCandidates(block, grams) : shortCandidates(block, target, singles)));
  const covered = new Uint8Array(target.length);
  for (const { block, from, to, matched } of chain(candidates, target.length)) {
    labels[block] = matched / blocks[block].length;
    covered.fill(1, from, to);
  }
  // What stands elsewhere in the gold text than on the page is content too, unless it is said a second time.
  candidates.forEach((list, i) => {
    if (labels[i] > 0 || blocks[i].length < 8) return;
    for (const { from, to, matched } of list) {
      let known = 0;
      for (let at = from; at < to; at++) known += covered[at];
      if (known > (to - from) * 0.3 || matched < blocks[i].length * 0.6) continue;
      labels[i] = matched / blocks[i].length;
      covered.fill(1, from, to);
      return;
    }
  });
  const coverage = target.length === 0 ? 1 : covered.reduce((a, b) => a + b, 0) / target.length;
  if (coverage < 0.5) weights.fill(0);
  return { labels, weights, coverage };
}

/** Labels blocks by snippets that must and must not be there; of all other blocks nothing is known. */
function labelBySnippets(texts, wanted, unwanted) {
  const fold = (text) => text.replace(/\s+/gu, ' ').trim();
  const labels = new Float32Array(texts.length);
  const weights = new Float32Array(texts.length);
  const yes = wanted.map(fold).filter((snippet) => snippet !== '');
  const no = unwanted.map(fold).filter((snippet) => snippet !== '');
  texts.forEach((text, i) => {
    if (yes.some((snippet) => text.includes(snippet))) {
      labels[i] = 1;
      weights[i] = 1;
      return;
    }
    const bad = no.filter((snippet) => text.includes(snippet));
    if (bad.length > 0) weights[i] = Math.min(1, (3 * Math.max(...bad.map((snippet) => snippet.length))) / text.length);
  });
  return { labels, weights, coverage: 1 };
}

function index(list) {
  const places = new Map();
  list.forEach((word, i) => {
    const known = places.get(word);
    if (known) known.push(i);
    else places.set(word, [i]);
  });
  return places;
}

function gramIndex(list) {
  const places = new Map();
  for (let i = 0; i + GRAM <= list.length; i++) {
    const key = list.slice(i, i + GRAM).join('\u0001');
    const known = places.get(key);
    if (known) known.push(i);
    else places.set(key, [i]);
  }
  return places;
}

/** Where a block of at least one gram may stand in the gold text: the diagonals with most of its words. */
function longCandidates(block, grams) {
  const hits = [];
  for (let i = 0; i + GRAM <= block.length; i++) {
    const places = grams.get(block.slice(i, i + GRAM).join('\u0001'));
    if (places === undefined || places.length > MAX_PLACES) continue;
    for (const place of places) hits.push([place - i, i, place]);
  }
  hits.sort((a, b) => a[0] - b[0]);
  const found = [];
  for (let first = 0, last = 0; first < hits.length; first = last) {
    last = first;
    while (last < hits.length && hits[last][0] - hits[first][0] <= SLACK) last++;
    const words = new Set();
    let from = Infinity;
    let to = 0;
    for (const [, i, place] of hits.slice(first, last)) {
      for (let k = 0; k < GRAM; k++) words.add(i + k);
      from = Math.min(from, place);
      to = Math.max(to, place + GRAM);
    }
    if (words.size >= block.length * 0.3) found.push({ from, to, matched: words.size });
  }
  return found.sort((a, b) => b.matched - a.matched).slice(0, 8);
}

function shortCandidates(block, target, singles) {
  if (block.length === 0) return [];
  const places = (singles.get(block[0]) ?? []).filter((place) => block.every((word, k) => target[place + k] === word));
  return places.length > MAX_PLACES ? [] : places.map((from) => ({ from, to: from + block.length, matched: block.length }));
}

/** The heaviest chain of candidates whose places in the gold text follow each other as their blocks do. */
function chain(candidates, length) {
  // Fenwick tree of prefix maxima over places in the gold text.
  const tree = new Array(length + 2).fill(undefined);
  const query = (end) => {
    let best;
    for (let i = end + 1; i > 0; i -= i & -i)
      if (tree[i] !== undefined && (best === undefined || tree[i].total > best.total)) best = tree[i];
    return best;
  };
  const update = (end, node) => {
    for (let i = end + 1; i < tree.length; i += i & -i) if (tree[i] === undefined || node.total > tree[i].total) tree[i] = node;
  };
  let best;
  candidates.forEach((list, block) => {
    const nodes = list.map((candidate) => {
      const before = query(candidate.from);
      const weight = candidate.matched * (candidate.matched < GRAM ? 0.6 : 1);
      return { ...candidate, block, before, total: (before?.total ?? 0) + weight };
    });
    for (const node of nodes) {
      update(node.to, node);
      if (best === undefined || node.total > best.total) best = node;
    }
  });
  const found = [];
  for (let node = best; node !== undefined; node = node.before) found.push(node);
  return found.reverse();
}
