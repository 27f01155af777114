"""Renders the training set, trains the classifier and writes Sources/CVision/mrz/weights/weights.hpp."""

import argparse
import time

import export
import network
import windows
from alphabet import REJECT

TRAINING_SEED, TEST_SEED = 20240917, 20240918  # different seeds: no test line is seen in training


def accuracy(weights, x, y):
    right = network.classify(weights, x) == y
    return right.mean(), right[y != REJECT].mean()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("output")
    options.add_argument("--lines", type=int, default=24000)
    options.add_argument("--epochs", type=int, default=7)
    chosen = options.parse_args()

    start = time.process_time()
    x, y = windows.make(chosen.lines, TRAINING_SEED)
    test_x, test_y = windows.make(600, TEST_SEED)
    print(f"{len(x)} training windows after {time.process_time() - start:.0f} s", flush=True)

    def report(epoch, loss, weights):
        overall, characters = accuracy(weights, test_x, test_y)
        print(f"epoch {epoch}: loss {loss:.3f}, right {overall:.4f}, characters {characters:.4f}, "
              f"{time.process_time() - start:.0f} s", flush=True)
        if epoch + 1 < chosen.epochs:
            return
        overall, characters = accuracy(export.rounded(weights), test_x, test_y)
        export.write(chosen.output, weights, [
            f"{chosen.lines} rendered lines, {len(x)} windows, {chosen.epochs} epochs, seeds {TRAINING_SEED} and {TEST_SEED}.",
            f"Unseen rendered windows ({len(test_y)}, half below 9 px pitch), int8: {overall:.1%} right, "
            f"characters {characters:.1%}.",
        ])

    network.train(x, y, chosen.epochs, TRAINING_SEED, report)


if __name__ == "__main__":
    main()
