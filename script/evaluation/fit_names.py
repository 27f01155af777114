"""Estimates the weights of the name score anew, and says how good they are on pairs they were not estimated from.

    script/evaluation/fit_names.py DIR --benchmark .build/release/names-benchmark [--write Sources/…/ScoreWeights+Estimated.swift]

Logistic regression with a ridge, held to signs and order that make sense; strangers who score high weigh more, because they
set the limit at which recall is measured. What is learnt in one slot counts in all three, unless the pairs say otherwise
loudly; and a file counts by the root of its number of pairs, so that no large one speaks for all.

Cross-validated fivefold: pairs that share a name or a display name are in one fold, so that nobody is met in training and
again in the test. Leaving out whole files is harder: what only one file knows, such as other scripts, is then never learnt.
Needs numpy and scipy.
"""
import argparse
import collections
import json
import pathlib
import subprocess

import numpy
from scipy.optimize import minimize

import name_pairs
from rates import recall_at

RIDGE = 0.3
FOLDS = 5
#: How much more a stranger weighs for each unit of log-odds, within six of them either way.
PUSH = 0.4
#: How much dearer than a weight of all slots it is to move one slot's alone.
APART = 6
SLOTS = ("unknown", "given", "surname")
#: Chosen among a few by cross-validation: rare names that are identical count more than the regression says, because the
#: few strangers that decide at 0.1 % are nearly alike, never alike.
BY_HAND = {"name.allRare": 3.0}
NEVER_HELPS = {"conflict", "nearOtherStart", "nearListed", "name.spareDocument", "name.spareDirectory", "name.swapped",
               "name.disorder", "name.shownMore", "name.shownOther", "name.allCommon", "bothBorne", "name.generations",
               "name.oneGeneration"}
NEVER_HURTS = {"identical", "printed", "nickname", "variant", "sameSound", "siblings", "name.whole", "name.weakest",
               "name.allIdentical", "name.rare", "name.rareGiven", "name.rareSurname", "name.rareNear", "name.moreIdentical",
               "name.allRare", "name.listedAcross"}
COLUMNS = ("legal_given", "legal_surname", "dir_given", "dir_surname", "dir_display")


class Pairs:
    """Labelled pairs with the measures of up to two readings each."""

    def __init__(self, directory, benchmark):
        sets = name_pairs.files(directory)
        self.pairs = [pair for pairs in sets.values() for pair in pairs]
        self.files = numpy.array([file for file, pairs in sets.items() for _ in pairs])
        self.same = numpy.array([name_pairs.same(pair) for pair in self.pairs])
        self.decidable = numpy.array([name_pairs.decidable(pair) for pair in self.pairs])
        seen = [{column: pair[column] or "" for column in COLUMNS} for pair in self.pairs]
        result = subprocess.run([benchmark, "measures"], input=json.dumps(seen), stdout=subprocess.PIPE, text=True, check=True)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        self.names = lines[0]
        self.measures = numpy.zeros((len(self.pairs), 2, len(self.names)))
        self.has = numpy.zeros((len(self.pairs), 2), bool)
        for row, readings in enumerate(lines[1:]):
            for place, reading in enumerate(readings):
                self.measures[row, place], self.has[row, place] = reading, True

    def folds(self):
        """The number of a fold for each pair."""
        parents = list(range(len(self.pairs)))

        def root(row):
            while parents[row] != row:
                row = parents[row]
            return row

        first = {}
        for row, pair in enumerate(self.pairs):
            for name in (f"{pair['legal_given']} {pair['legal_surname']}", pair["dir_display"] or ""):
                name = (self.files[row], name.strip().lower())
                if name[1]:
                    parents[root(row)] = root(first.setdefault(name, row))
        chance = numpy.random.default_rng(5)
        fold = collections.defaultdict(lambda: chance.integers(FOLDS))
        return numpy.array([fold[root(row)] for row in range(len(self.pairs))])

    def scores(self, weights, bias):
        scores = self.measures @ weights + bias
        scores[~self.has] = -20
        return scores.max(1)


def parameters(names):
    """A matrix that makes weights of parameters, the bounds of those, and what the ridge makes of each.

    Knots are sums of steps that never fall. Each measure of a word has a parameter that moves it in all slots, and one for
    each slot.
    """
    steps = collections.defaultdict(list)
    for place, name in enumerate(names):
        head, tail = name.split(".", 1)
        if tail.startswith("near") and tail[4:].isdigit():
            steps[head].append(place)
        elif tail[0].isdigit():
            steps[f"across {head}"].append(place)
    columns, bounds = [], []
    for places in steps.values():
        for at in range(len(places)):
            columns.append([float(place in places[at:]) for place in range(len(names))])
            bounds.append((0 if at else None, None))
    stepped = {place for places in steps.values() for place in places}
    for place, name in enumerate(names):
        if place not in stepped:
            short = name if name.startswith("name.") else name.split(".")[1]
            columns.append([float(other == place) for other in range(len(names))])
            bounds.append((0 if short in NEVER_HURTS else None, 0 if short in NEVER_HELPS else None))
    alike = collections.defaultdict(list)
    for column, marked in enumerate(columns):
        parts = [name.split(".", 1) for name, mark in zip(names, marked) if mark]
        if parts[0][0] in SLOTS:
            alike[tuple(measure for _, measure in parts)].append(column)
    ridge = [RIDGE] * len(columns)
    for together in alike.values():
        columns.append(list(numpy.sum([columns[column] for column in together], 0)))
        bounds.append(bounds[together[0]])
        ridge.append(RIDGE)
        for column in together:
            ridge[column] *= APART
    return numpy.array(columns).T, bounds, numpy.array(ridge)


def fair_shares(files, same):
    """What each pair weighs, so that a file counts by the root of its number; one on average, of either kind."""
    shares = numpy.ones(len(files))
    for kind in (0, 1):
        for file in set(files):
            of = (files == file) & (same == kind)
            shares[of] = max(of.sum(), 1) ** -0.5
        shares[same == kind] /= shares[same == kind].mean()
    return shares


def estimate(data, chosen):
    """Weights and bias from the chosen pairs; of two readings the better one counts, as in the score."""
    matrix, bounds, ridge = parameters(data.names)
    same = data.same[chosen].astype(float)
    fair = fair_shares(data.files[chosen], same)
    readings, has = data.measures[chosen], data.has[chosen]
    point = numpy.zeros(matrix.shape[1] + 1)
    for round_ in range(4):
        scores = readings @ (matrix @ point[1:])
        scores[~has] = -1e9
        best = scores.argmax(1) if round_ else numpy.zeros(len(same), int)
        values = readings[numpy.arange(len(same)), best] @ matrix

        share = numpy.exp(PUSH * numpy.clip(values @ point[1:] + point[0], -6, 6)) if round_ else numpy.ones(len(same))
        share[same == 1] = 1
        share *= fair
        share[same == 0] /= share[same == 0].mean()

        def loss(point):
            odds = values @ point[1:] + point[0]
            error = share * (1 / (1 + numpy.exp(-odds)) - same)
            total = (share * (numpy.logaddexp(0, odds) - odds * same)).sum() + (ridge * point[1:] ** 2).sum() / 2
            return total, numpy.r_[error.sum(), values.T @ error + ridge * point[1:]]

        point = minimize(loss, point, jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds],
                         options={"maxiter": 300}).x
    weights = matrix @ point[1:]
    for name, change in BY_HAND.items():
        weights[data.names.index(name)] += change
    return weights, point[0]


def report(data, scores, title):
    print(title)
    for words, keep in (("namesakes left out", data.decidable), ("all pairs", numpy.ones(len(scores), bool))):
        for rate in (0.01, 0.001):
            found = {}
            for file in sorted(set(data.files)):
                of = keep & (data.files == file)
                value = recall_at(rate, list(scores[of & data.same]), list(scores[of & ~data.same]))
                if value is not None:
                    found[file] = value
            pooled = recall_at(rate, list(scores[keep & data.same]), list(scores[keep & ~data.same]))
            print(f"  {words}, {rate:.1%}: pooled {pooled:.3f}, mean of files {numpy.mean(list(found.values())):.3f}; "
                  + ", ".join(f"{file} {value:.3f}" for file, value in found.items()))


def above_the_limit(data, scores, own, rate=0.01):
    """Which of the same pairs `own` are above the limit that the strangers of all files set."""
    strangers = numpy.sort(scores[data.decidable & ~data.same])[::-1]
    return scores[data.decidable & data.same & own] > strangers[int(len(strangers) * rate)]


def source(data, weights, bias):
    lines = ["/// Written by `script/evaluation/fit_names.py`; see `ScoreWeights`.", "extension ScoreWeights {",
             f"    static let bias: Float = {bias:.2f}", "", "    /// By `Measure.names`; what is not here weighs nothing.",
             "    static let estimated: [String: Float] = ["]
    lines += [f'        "{name}": {weight:.2f},' for name, weight in zip(data.names, weights) if abs(weight) >= 0.005]
    return "\n".join([*lines, "    ]", "}", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--benchmark", type=pathlib.Path, required=True)
    parser.add_argument("--write", type=pathlib.Path)
    arguments = parser.parse_args()
    data = Pairs(arguments.directory, arguments.benchmark)
    folds = data.folds()
    scores = numpy.zeros(len(folds))
    for fold in range(FOLDS):
        scores[folds == fold] = data.scores(*estimate(data, folds != fold))[folds == fold]
    report(data, scores, "Cross-validated")
    found = []
    for file in sorted(set(data.files)):
        own, unseen = data.files == file, data.scores(*estimate(data, data.files != file))
        scores[own] = unseen[own]
        found.append(above_the_limit(data, unseen, own))
    report(data, scores, "Each file by weights estimated from the others")
    print(f"  at the limit of all files by the same weights, 1.0%: {numpy.concatenate(found).mean():.3f}")
    weights, bias = estimate(data, numpy.ones(len(folds), bool))
    report(data, data.scores(weights, bias), "On the pairs they were estimated from")
    if arguments.write:
        arguments.write.write_text(source(data, weights, bias))


main()
