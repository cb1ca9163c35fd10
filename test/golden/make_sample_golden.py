#!/usr/bin/env python3
"""What scikit-learn makes of the sample digits: numbers that the browser tests hold the application to.

usage:  node test/golden/export-sample-digits.ts FOLDER
        /usr/bin/python3 test/golden/make_sample_golden.py FOLDER test/golden/sample_digits_notebook.json

Written against sklearn 1.2.1 / numpy 1.24; deterministic, one thread.
"""
import os

for _v in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_v] = "1"

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.feature_selection import VarianceThreshold
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, average_precision_score, confusion_matrix, f1_score
from sklearn.metrics import precision_recall_fscore_support, roc_auc_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC

warnings.filterwarnings("ignore")
folder, target = sys.argv[1:3]


def read(part):
    pixels = np.fromfile(os.path.join(folder, part + "-pixels.u8"), np.uint8).reshape(-1, 784)
    return pixels.astype(np.float64), np.fromfile(os.path.join(folder, part + "-labels.u8"), np.uint8)


X, y = read("train")
Xt, yt = read("test")


def fitted(labels):
    model = make_pipeline(
        VarianceThreshold(0), StandardScaler(), OneVsRestClassifier(LogisticRegression(C=1, max_iter=100, tol=1e-4))
    )
    return model.fit(X, labels)


def image(values):
    """What a browser test needs to know an image again: its sum, its brightest pixel, and every 97th value."""
    return {"sum": values.sum(), "largest": int(values.argmax()), "every_97th": values[::97].tolist()}


def data():
    return {
        "first_labels": {"train": y[:50].tolist(), "test": yt[:50].tolist()},
        "mean": {"all": image(X.mean(axis=0)), "digits": [image(X[y == k].mean(axis=0)) for k in range(10)]},
        "deviation": {"all": image(X.std(axis=0)), "digits": [image(X[y == k].std(axis=0)) for k in range(10)]},
    }


def features():
    """Masks as texts of 0 and 1. The histogram of variances has 56 equal bins of log10(1 + variance), from 0 to the largest."""
    variance = X.var(axis=0)
    place = np.log10(1 + variance)
    masks = {t: VarianceThreshold(t).fit(X).get_support() for t in (0, 100)}
    chosen = make_pipeline(VarianceThreshold(100), StandardScaler()).fit(X)
    scaled = np.full(784, np.nan)
    scaled[masks[100]] = chosen.transform(X[:1])[0]
    return {
        "kept": {str(t): int(mask.sum()) for t, mask in masks.items()},
        "mask": "".join(str(int(kept)) for kept in masks[100]),
        "largest_variance": variance.max(),
        "histogram": np.histogram(place, bins=56, range=(0, place.max()))[0].tolist(),
        "first_digit": {
            "before": X[0, ::29].astype(int).tolist(),
            "after": [None if np.isnan(value) else value for value in scaled[::29]],
        },
    }


def weights(model):
    """A linear model's weights in the three units that the application shows, each as rows of every 97th kept pixel and the largest size.
    With several models the notebook turned the scaler round on the weights themselves: coef * sigma + mean."""
    coef = np.vstack([e.coef_[0] for e in model[-1].estimators_])
    scaler = model[1]
    notebook = coef if len(coef) == 1 else coef * scaler.scale_ + scaler.mean_
    units = {"grey": coef / scaler.scale_, "standardised": coef, "notebook": notebook}
    return {
        "pixels": np.flatnonzero(model[0].get_support())[::97].tolist(),
        "units": {
            name: {"every_97th": values[:, ::97].tolist(), "largest": np.abs(values).max()}
            for name, values in units.items()
        },
    }


def classifiers():
    """The notebook's cells after the logistic regressions, and the nearest neighbours."""

    def svc(threshold, **params):
        return make_pipeline(VarianceThreshold(threshold), StandardScaler(), OneVsRestClassifier(SVC(**params)))

    models = {
        "linear": make_pipeline(
            VarianceThreshold(100), StandardScaler(), OneVsRestClassifier(LinearSVC(dual=False))
        ),
        **{
            f"poly {degree} above {threshold}": svc(threshold, kernel="poly", degree=degree)
            for degree in (2, 3, 4)
            for threshold in (100, 0)
        },
        "rbf": make_pipeline(StandardScaler(), OneVsRestClassifier(SVC(kernel="rbf"))),
        "sigmoid": make_pipeline(StandardScaler(), OneVsRestClassifier(SVC(kernel="sigmoid"))),
        "knn": KNeighborsClassifier(n_neighbors=5, weights="distance"),
    }

    def judged(model):
        started = time.time()
        accuracy = accuracy_score(yt, model.fit(X, y).predict(Xt))
        print(f"{accuracy:.4f} in {time.time() - started:.1f} s", file=sys.stderr)
        return accuracy

    return {name: judged(model) for name, model in models.items()}


def zero():
    truth = yt == 0
    model = fitted(y == 0)
    proba = model.predict_proba(Xt)[:, 1]
    predicted = model.predict(Xt)
    own, _ = np.histogram(proba[truth], bins=100, range=(0, 1))
    others, _ = np.histogram(1 - proba[~truth], bins=100, range=(0, 1))
    return {
        "accuracy": accuracy_score(truth, predicted),
        "f1": f1_score(truth, predicted),
        "confusion": confusion_matrix(truth, predicted).tolist(),
        "roc_auc": roc_auc_score(truth, proba),
        "average_precision": average_precision_score(truth, proba),
        "predicted_zero": int(predicted.sum()),
        "mean_of_predicted": image(Xt[predicted].mean(axis=0)),
        "last_bin_of_zeros": int(own[-1]),
        "last_bin_of_others": int(others[-1]),
        "weights": weights(model),
        "at_0_9": {"missed": int((truth & (proba <= 0.9)).sum()), "false_alarms": int((~truth & (proba > 0.9)).sum())},
        "iterations": [int(e.n_iter_[0]) for e in model[-1].estimators_],
    }


def digits():
    model = fitted(y)
    predicted = model.predict(Xt)
    proba = model.predict_proba(Xt)
    precision, recall, f1, support = precision_recall_fscore_support(yt, predicted)
    confusion = confusion_matrix(yt, predicted)
    coef = np.vstack([e.coef_[0] for e in model[-1].estimators_])
    errors = confusion.sum(axis=1) - confusion.diagonal()
    importance = np.zeros(784)
    importance[model[0].get_support()] = np.abs(coef).sum(axis=0)
    # Somebody's own digits: the first five of the test part, moved up and to the left as no camera would.
    own = np.roll(Xt[:5].reshape(-1, 28, 28), (-2, -2), (1, 2)).reshape(-1, 784)
    return {
        "kept": int(model[0].get_support().sum()),
        "accuracy": accuracy_score(yt, predicted),
        "f1": f1_score(yt, predicted, average="weighted"),
        "confusion": confusion.tolist(),
        "per_digit": [
            {
                "digit": k,
                "support": int(support[k]),
                "accuracy": recall[k],
                "precision": precision[k],
                "f1": f1[k],
                "mean_neg_proba": proba[yt != k, k].mean(),
                "mean_pos_proba": proba[yt == k, k].mean(),
            }
            for k in range(10)
        ],
        "errors": errors.tolist(),
        "weights": weights(model),
        "importance": {"largest": int(importance.argmax()), "value": importance.max(), "sum": importance.sum()},
        "own": {"labels": yt[:5].tolist(), "predicted": model.predict(own).tolist()},
        "iterations": [int(e.n_iter_[0]) for e in model[-1].estimators_],
    }


golden = {
    "case": "sample_digits_notebook",
    "versions": {"sklearn": sklearn.__version__, "numpy": np.__version__},
    "shapes": {"train": list(X.shape), "test": list(Xt.shape)},
    "data": data(),
    "features": features(),
    "classifiers": classifiers(),
    "zero": zero(),
    "digits": digits(),
}
with open(target, "w") as out:
    json.dump(golden, out, separators=(",", ":"))
    out.write("\n")
