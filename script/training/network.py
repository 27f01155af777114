"""The classifier (convolution, pooling, convolution, pooling, two dense layers) and its training in JAX."""

import jax
import jax.numpy as jnp
import numpy as np

from alphabet import CLASSES
from windows import STORED_STEP

CONVOLUTION_1, CONVOLUTION_2, HIDDEN = 12, 24, 96
BATCH = 256
PEAK_RATE, FINAL_RATE = 2e-3, 1e-5
# Little smoothing: the reader compares log posteriors, so a sure reading has to look sure.
SMOOTHING = 0.01


def initial(seed):
    shapes = {
        "w1": (9, CONVOLUTION_1), "w2": (9 * CONVOLUTION_1, CONVOLUTION_2),
        "w3": (5 * 4 * CONVOLUTION_2, HIDDEN), "w4": (HIDDEN, CLASSES),
    }
    keys = jax.random.split(jax.random.PRNGKey(seed), len(shapes))
    weights = {}
    for key, (name, shape) in zip(keys, shapes.items()):
        weights[name] = jax.random.normal(key, shape) * np.sqrt(2 / shape[0])
        weights[name.replace("w", "b")] = jnp.zeros(shape[1])
    return weights


def convolve(x, weights, bias):
    """A valid 3x3 convolution as one matrix product over (row, column, channel) taps."""
    height, width = x.shape[1] - 2, x.shape[2] - 2
    taps = [x[:, r:r + height, c:c + width] for r in range(3) for c in range(3)]
    return jax.nn.relu(jnp.concatenate(taps, -1) @ weights + bias)


def pool(x):
    batch, height, width, channels = x.shape
    return x.reshape(batch, height // 2, 2, width // 2, 2, channels).max((2, 4))


def logits(weights, stored):
    x = stored.astype(jnp.float32)[..., None] * STORED_STEP
    x = pool(convolve(x, weights["w1"], weights["b1"]))
    x = pool(convolve(x, weights["w2"], weights["b2"]))
    x = jax.nn.relu(x.reshape(x.shape[0], -1) @ weights["w3"] + weights["b3"])
    return x @ weights["w4"] + weights["b4"]


def loss(weights, x, y):
    posterior = jax.nn.log_softmax(logits(weights, x))
    right = jnp.take_along_axis(posterior, y[:, None], 1)[:, 0]
    return -jnp.mean((1 - SMOOTHING) * right + SMOOTHING * posterior.mean(1))


@jax.jit
def adam(weights, first, second, step, rate, x, y):
    value, gradient = jax.value_and_grad(loss)(weights, x, y)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
    weights = jax.tree.map(
        lambda w, m, v: w - rate * (m / (1 - 0.9**step)) / (jnp.sqrt(v / (1 - 0.999**step)) + 1e-8), weights, first, second)
    return weights, first, second, value


def train(x, y, epochs, seed, report):
    weights = initial(seed)
    first = jax.tree.map(jnp.zeros_like, weights)
    second = jax.tree.map(jnp.zeros_like, weights)
    rng = np.random.default_rng(seed)
    batches = len(x) // BATCH
    step = 0
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for i in range(batches):
            step += 1
            chosen = order[i * BATCH:(i + 1) * BATCH]
            rate = FINAL_RATE + PEAK_RATE * 0.5 * (1 + np.cos(np.pi * step / (epochs * batches)))
            weights, first, second, value = adam(weights, first, second, float(step), rate, x[chosen], y[chosen])
        report(epoch, float(value), weights)
    return {name: np.asarray(value, np.float32) for name, value in weights.items()}


_logits = jax.jit(logits)


def classify(weights, x):
    return np.concatenate([np.asarray(_logits(weights, x[i:i + 1000])).argmax(1) for i in range(0, len(x), 1000)])
