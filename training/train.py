#!/usr/bin/env python3
"""Trains the content model: boosted trees over the features that training/extract.ts wrote.

  python training/train.py --data DIR --mode text|html

Writes DIR/unseen-<n>.weights, each learned without the sites of its fold, and DIR/<mode>.weights, learned from all sites
and ready to be shipped. DIR/p1.bin (float32 a row) holds what the first stage says of rows whose site it has not seen,
DIR/probes.json what the shipped trees say of the probes.
"""
import argparse
import json
import pickle
import subprocess
import time
from pathlib import Path
import numpy as np
import lightgbm as lgb
from ends import train_ends

FOLDS = 4
# Fixed, so that trees are the same on every machine.
THREADS = 2
BINS = 250
# Rows of which the first trees are sure are not asked further: most of a page is plainly furniture.
FIRST_TREES = 40
SURE = 3.5

parser = argparse.ArgumentParser()
parser.add_argument('--data', type=Path, required=True)
parser.add_argument('--mode', required=True)
parser.add_argument('--trees', type=int, default=260)
parser.add_argument('--leaves', type=int, default=31)
parser.add_argument('--rate', type=float, default=0.1)
parser.add_argument('--trees2', type=int, default=120)
parser.add_argument('--second-only', action='store_true', help='takes the first stage from the last run')
parser.add_argument('--easy', type=float, default=0.2, help='share of the rows far from all content that is looked at')
args = parser.parse_args()
started = time.time()


def log(*text):
    print(f'{time.time() - started:.0f} s  {args.mode}:', *text, flush=True)


names = json.loads((args.data / 'names.json').read_text())
values = np.fromfile(args.data / 'columns.bin', np.float32).reshape(-1, len(names))
rows = np.fromfile(args.data / 'rows.bin', np.float32).reshape(-1, 4)
pages = [json.loads(line) for line in open(args.data / 'pages.jsonl')]
page, label, weight, words = rows[:, 0].astype(int), rows[:, 1], rows[:, 2], rows[:, 3]
fold = np.array([p['fold'] for p in pages])[page]
sets = np.array([p['set'] for p in pages])[page]
types = np.array([p.get('type') or '' for p in pages])[page]
hows = np.array([p['how'] for p in pages])[page]
of_page = np.array([p['weight'] for p in pages])[page]
knowledge = np.array([p['knowledge'] for p in pages])[page]
y = (label >= 0.5).astype(np.float32)


def weigh():
    """A page counts much the same however many blocks it has; long blocks count more; near misses of labels less."""
    w = np.sqrt(words + 3) * weight * np.where((label > 0.2) & (label < 0.7), 0.5, 1)
    mass = np.bincount(page, w, len(pages))
    w = w / np.maximum(1, mass[page]) ** 0.7 * of_page
    w = w * np.select([knowledge == 'snippets', knowledge == 'lesson'], [3, 1.3], 1) * np.where((sets == 'wcxb-dev') & (types != 'article'), 0.5, 1) * np.where(np.char.startswith(sets, 'fundus'), 2, 1)
    # Rows far from all content are many and easy: some of them stand for all.
    positive = np.flatnonzero(y > 0)
    after = np.searchsorted(positive, np.arange(len(y)))
    gap = np.minimum(np.abs(positive[np.minimum(after, len(positive) - 1)] - np.arange(len(y))), np.abs(positive[np.maximum(after - 1, 0)] - np.arange(len(y))))
    easy = (gap > 8) & (words < 12) & (knowledge != 'snippets')
    share = np.where(hows == args.mode, args.easy, args.easy / 3)
    drawn = np.random.default_rng(1).random(len(y)) < share
    w = np.where(easy, np.where(drawn, w / share, 0), w)
    return w / w[w > 0].mean()


w = weigh()

SHIFTED = ['below-score', 'above-score', 'words', 'stop-share', 'close', 'first', 'capitalised-share', 'digit-share', 'word-score', 'hit', 'hit-category', 'repeats', 'prose', 'topic-share',
  'title-share', 'blank-below', 'bullet', 'indent', 'links', 'kind', 'level', 'path-score', 'group-score', 'declared', 'up1-mass', 'c60-up', 'best-up', 'in-p', 'group-mass']
NEAR = ['below-score', 'above-score', 'words', 'close', 'word-score', 'stop-share', 'hit', 'prose', 'links', 'kind', 'path-score', 'bullet', 'declared']


def bin_columns(values):
    """Each column as bytes: 0 stands for a row outside of the document, all others for a range of values."""
    binned = np.zeros(values.shape, np.uint8)
    edges = []
    for c in range(values.shape[1]):
        column = values[:, c]
        cuts = np.unique(column[::5])
        if len(cuts) > BINS:
            cuts = np.unique(np.quantile(column[::5], np.linspace(0, 1, BINS)).astype(np.float32))
        cuts = ((cuts[1:] + cuts[:-1]) / 2).astype(np.float32)
        binned[:, c] = 1 + np.searchsorted(cuts, column, side='left')
        edges.append(cuts)
    return binned, edges


def shifted(column, by):
    out = np.zeros_like(column)
    n = len(column)
    if by > 0:
        out[: n - by] = np.where(page[by:] == page[: n - by], column[by:], 0)
    elif by < 0:
        out[-by:] = np.where(page[: n + by] == page[-by:], column[: n + by], 0)
    else:
        out[:] = column
    return out


def expand(binned, names, plan):
    """The features of a plan: pairs of a column and a shift."""
    at = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(binned), len(plan)), np.uint8)
    for i, (name, by) in enumerate(plan):
        matrix[:, i] = shifted(binned[:, at[name]], by)
    return matrix


def fit(matrix, use, trees, second=False):
    data = lgb.Dataset(matrix[use], y[use], weight=w[use], params={'max_bin': 255, 'min_data_in_bin': 1, 'verbosity': -1})
    params = dict(objective='binary', num_leaves=15 if second else args.leaves, learning_rate=args.rate, feature_fraction=0.4, min_data_in_leaf=150, lambda_l2=20 if second else 50,
                  num_threads=THREADS, verbosity=-1, seed=1, max_bin=255, force_col_wise=True, bagging_fraction=0.7, bagging_freq=1)
    return lgb.train(params, data, trees)


def judge(model, matrix):
    """The probabilities of rows, as the shipped inference computes them: those that the first trees are sure of are done."""
    raw = model.predict(matrix, num_threads=THREADS, raw_score=True, num_iteration=FIRST_TREES)
    unsure = np.abs(raw) < SURE
    raw[unsure] = model.predict(matrix[unsure], num_threads=THREADS, raw_score=True)
    log(f'{unsure.mean():.2f} of the rows asked all trees')
    return 1 / (1 + np.exp(-raw))


def cross(matrix, trees, name, plan, second=False):
    """Models without each fold and one of all folds; what each says of its own fold, the last of the probes."""
    p = np.zeros(len(y), np.float32)
    gain = np.zeros(len(plan))
    models = []
    for k in range(FOLDS):
        model = fit(matrix, (fold != k) & (w > 0), trees, second)
        test = fold == k
        p[test] = judge(model, matrix[test])
        gain += model.feature_importance('gain')
        models.append(model)
        log(f'{name}, fold {k}')
    for group in [sets, hows]:
        for g in np.unique(group[weight > 0]):
            use = (group == g) & (weight > 0) & ((hows == args.mode) | (group is hows))
            ww = words[use] + 1
            q = np.clip(p[use], 1e-5, 1 - 1e-5)
            loss = -(ww * (y[use] * np.log(q) + (1 - y[use]) * np.log(1 - q))).sum() / ww.sum()
            error = (ww * ((p[use] > 0.5) != y[use])).sum() / ww.sum()
            log(f'{name} {g}: word loss {loss:.4f}, word error {error:.4f}')
    print('  '.join(f'{plan[i][0]}{plan[i][1]:+d} {gain[i] / gain.sum():.3f}' for i in np.argsort(-gain)[:40]), flush=True)
    model = fit(matrix, w > 0, trees, second)
    p[fold == FOLDS] = judge(model, matrix[fold == FOLDS])
    log(f'{name}, all folds')
    return p, models + [model]


# How the shipped inference lays out columns and packs nodes (src/content/features/columns.ts and forest/trees.ts say why).
REACH = 8
STRIDE = 256 + 2 * REACH
CHILD_SHIFT, LEAF = 17, 1 << 16


def flatten(model, plan, edges, columns):
    """A model as flat arrays, a tree after the other from its root down, siblings side by side.

    edges: the cuts of each column by its name; columns: the names of all columns, in the order in which they are computed.
    """
    at = {name: i for i, name in enumerate(columns)}
    assert (len(columns) + 1) * STRIDE <= LEAF
    roots, nodes, limits = [], [], []

    def place(count):
        nodes.extend([0] * count)
        limits.extend([0.0] * count)
        return len(nodes) - count

    for tree in model.dump_model()['tree_info']:
        roots.append(place(1))
        places = [(tree['tree_structure'], roots[-1])]
        for node, i in places:
            if 'split_feature' not in node:
                nodes[i] = i << CHILD_SHIFT | LEAF | REACH
                limits[i] = node['leaf_value']
                continue
            assert node['decision_type'] == '<='
            name, by = plan[node['split_feature']]
            assert abs(by) <= REACH
            left = place(2)
            nodes[i] = left << CHILD_SHIFT | ((at[name] + 1) * STRIDE + REACH + by)
            # A byte t means “at most cut t - 1”; 0 is the row outside of the document alone.
            t = int(np.floor(node['threshold']))
            limits[i] = -np.inf if t == 0 else edges[name][t - 1]
            places += [(node['left_child'], left), (node['right_child'], left + 1)]
    assert len(nodes) <= 1 << 32 - CHILD_SHIFT
    header = {'columns': len(columns), 'first': FIRST_TREES, 'sure': SURE, 'trees': len(roots), 'nodes': len(nodes)}
    return header, [np.array(roots, np.uint32), np.array(nodes, np.uint32), np.array(limits, np.float32)]


def write_weights(file, without, stages):
    def table(name):
        data = (args.data / f'{name}-{without}.table').read_bytes()
        return np.frombuffer(data[4:], np.int8), float(np.frombuffer(data[:4], np.float32)[0])

    # What a word says of its row, of those below and of those above stands side by side (src/content/features/linear.ts).
    weights, scales = zip(*[table(name) for name in ('words', 'below', 'above')])
    words = np.stack(weights, 1).reshape(-1)
    name_weights, scale = table('names')
    tables = {'words': {'length': len(words), 'scales': scales}, 'names': {'length': len(name_weights), 'scale': scale}}
    arrays = [words, name_weights]
    shape = json.loads((args.data / 'ends.json').read_text())
    arrays.append(np.frombuffer((args.data / f'ends-{without}.net').read_bytes(), np.float32))
    for _, more in stages:
        arrays += more
    out = bytearray(json.dumps({'format': 'klartext-content/4', 'tables': tables, 'ends': shape, 'columns': names + decisions, 'stages': [header for header, _ in stages]}).encode() + b'\n')
    pad = lambda: out.extend(bytes(-len(out) % 4))
    pad()
    for array in arrays:
        out.extend(array.tobytes())
        pad()
    file.write_bytes(out)
    log(f'{file}: {len(out) / 1e3:.0f} kB')


if args.second_only:
    p1 = np.fromfile(args.data / 'p1.bin', np.float32)
    stage1 = pickle.loads((args.data / 'trees1.pickle').read_bytes())
else:
    binned, edges = bin_columns(values)
    plan = [(n, 0) for n in names] + [(n, d) for n in names if n in SHIFTED for d in (-2, -1, 1, 2)] + [(n, d) for n in names if n in NEAR for d in (-5, -4, -3, 3, 4, 5)]
    matrix = expand(binned, names, plan)
    log(f'{matrix.shape[0]} rows, {(w > 0).sum()} looked at, {len(names)} columns, {matrix.shape[1]} features')
    p1, models = cross(matrix, args.trees, 'stage 1', plan)
    p1.tofile(args.data / 'p1.bin')
    stage1 = [flatten(model, plan, dict(zip(names, edges)), names) for model in models]
    (args.data / 'trees1.pickle').write_bytes(pickle.dumps(stage1))
    del matrix

# Between the stages: where the article begins and ends.
subprocess.run(['node', 'build/training/ends.js', '--mode', args.mode, '--data', str(args.data)], check=True)
train_ends(args.data, pages, FOLDS, log)

# Stage two: the decisions around each row.
subprocess.run(['node', 'build/training/decide.js', '--mode', args.mode, '--data', str(args.data)], check=True)
decisions = json.loads((args.data / 'decisions.json').read_text())
carried = [n for n in names if not n.endswith(('-start', '-end', '-prose-rows'))]
names2 = decisions + carried
values2 = np.concatenate([np.fromfile(args.data / 'decisions.bin', np.float32).reshape(-1, len(decisions)), values[:, [names.index(n) for n in carried]]], 1)
binned2, edges2 = bin_columns(values2)
SHIFTED2 = ['words', 'word-score', 'close', 'kind', 'level', 'links', 'path-score', 'blank-below', 'hit']
plan2 = [(n, 0) for n in names2] + [('p', d) for d in range(-8, 9) if d] + [(n, d) for n in SHIFTED2 if n in names2 for d in (-2, -1, 1, 2)]
matrix2 = expand(binned2, names2, plan2)
log(f'stage 2: {matrix2.shape[1]} features')
p2, models = cross(matrix2, args.trees2, 'stage 2', plan2, second=True)
stage2 = [flatten(model, plan2, dict(zip(names2, edges2)), names + decisions) for model in models]

for k in range(FOLDS):
    write_weights(args.data / f'unseen-{k}.weights', k, [stage1[k], stage2[k]])
write_weights(args.data / f'{args.mode}.weights', FOLDS, [stage1[FOLDS], stage2[FOLDS]])
probes = {}
for number, p in enumerate(pages):
    if p['fold'] == FOLDS:
        use = page == number
        probes[p['id']] = {'first': [round(float(v), 6) for v in p1[use]], 'second': [round(float(v), 6) for v in p2[use]]}
(args.data / 'probes.json').write_text(json.dumps(probes))
