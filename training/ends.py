"""Trains the nets that say where an article begins and ends, over what training/ends.ts wrote.

A page is one sample: the places where the article may end are rated by a layer of tanh units, and the softmax over all
of them is compared with the place where it does.
"""
import json
import numpy as np

UNITS = 16
EPOCHS = 10
BATCH = 16
RATE = 2e-3
DECAY = 1e-5
DIRECTIONS = ['down', 'up']


def read(data, direction):
    """The pages of a direction: their numbers, features and true places."""
    inputs = json.loads((data / 'ends.json').read_text())['inputs']
    table = np.fromfile(data / f'ends-{direction}.bin', np.float32).reshape(-1, inputs + 2)
    cuts = np.flatnonzero(np.diff(table[:, 0])) + 1
    parts = np.split(table, cuts)
    numbers = np.array([int(part[0, 0]) for part in parts])
    return numbers, [part[:, 2:] for part in parts], np.array([int(part[:, 1].argmax()) for part in parts])


def fit(features, ends, weights, mean, scale):
    """Trains a net by Adam. Returns its weights, a row a unit, biases and outputs, for features as they are."""
    random = np.random.default_rng(1)
    inputs = len(mean)
    net = {'weights': random.normal(0, inputs ** -0.5, (inputs, UNITS)), 'biases': np.zeros(UNITS), 'outputs': random.normal(0, UNITS ** -0.5, UNITS)}
    means = {name: np.zeros_like(value) for name, value in net.items()}
    squares = {name: np.zeros_like(value) for name, value in net.items()}
    order = np.arange(len(features))
    step = 0
    for epoch in range(EPOCHS):
        random.shuffle(order)
        for at in range(0, len(order), BATCH):
            chosen = order[at:at + BATCH]
            x = (np.concatenate([features[i] for i in chosen]) - mean) / scale
            hidden = np.tanh(x @ net['weights'] + net['biases'])
            error = hidden @ net['outputs']
            start = 0
            for i in chosen:
                part = error[start:start + len(features[i])]
                part[:] = np.exp(part - part.max())
                part /= part.sum()
                part[ends[i]] -= 1
                part *= weights[i] / len(chosen)
                start += len(part)
            back = np.outer(error, net['outputs']) * (1 - hidden ** 2)
            gradients = {'weights': x.T @ back + DECAY * net['weights'], 'biases': back.sum(0), 'outputs': hidden.T @ error}
            step += 1
            rate = RATE * (1 - epoch / EPOCHS)
            for name, gradient in gradients.items():
                means[name] = 0.9 * means[name] + 0.1 * gradient
                squares[name] = 0.999 * squares[name] + 0.001 * gradient ** 2
                net[name] -= rate * (means[name] / (1 - 0.9 ** step)) / (np.sqrt(squares[name] / (1 - 0.999 ** step)) + 1e-8)
    scaled = net['weights'] / scale[:, None]
    return scaled.T, net['biases'] - mean @ scaled, net['outputs']


def loss_of(net, features, end):
    weights, biases, outputs = net
    rating = np.tanh(features @ weights.T + biases) @ outputs
    return np.log(np.exp(rating - rating.max()).sum()) - (rating[end] - rating.max())


def train_ends(data, pages, folds, log):
    """Writes DIR/ends-<fold>.net (float32: of both directions weights, biases, outputs), each without its fold, the last of all.

    pages: what pages.jsonl says of each page.
    """
    files = [[] for _ in range(folds + 1)]
    for direction in DIRECTIONS:
        numbers, features, ends = read(data, direction)
        fold = np.array([pages[n]['fold'] for n in numbers])
        sets = np.array([pages[n]['set'] for n in numbers])
        weights = np.array([weight_of(pages[n]) for n in numbers])
        everything = np.concatenate(features)
        mean, scale = everything.mean(0), everything.std(0) + 1e-3
        losses = np.zeros(len(numbers))
        for k in range(folds + 1):
            use = np.flatnonzero(fold != k)
            net = fit([features[i] for i in use], ends[use], weights[use], mean, scale)
            for i in np.flatnonzero(fold == k):
                losses[i] = loss_of(net, features[i], ends[i])
            files[k] += net
        for name in np.unique(sets):
            log(f'ends, {direction}, {name}: loss {losses[sets == name].mean():.3f}')
    for k, arrays in enumerate(files):
        (data / f'ends-{k}.net').write_bytes(b''.join(np.ascontiguousarray(array, np.float32).tobytes() for array in arrays))
    shape = json.loads((data / 'ends.json').read_text())
    (data / 'ends.json').write_text(json.dumps({**shape, 'units': UNITS}))


def weight_of(page):
    """Pages without one article have ends that say less; news pages are few."""
    kind = 0.5 if page['set'] == 'wcxb-dev' and page.get('type') != 'article' else 2 if page['set'].startswith('fundus') else 1
    return page['weight'] * kind
