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
import warnings

import numpy as np
import sklearn
from sklearn.feature_selection import VarianceThreshold
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, average_precision_score, confusion_matrix, f1_score
from sklearn.metrics import precision_recall_fscore_support, roc_auc_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

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
        "last_bin_of_zeros": int(own[-1]),
        "last_bin_of_others": int(others[-1]),
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
        "largest_standardised_weight": float(np.abs(coef).max()),
        "most_important": float(np.abs(coef).sum(axis=0).max()),
        "iterations": [int(e.n_iter_[0]) for e in model[-1].estimators_],
    }


golden = {
    "case": "sample_digits_notebook",
    "versions": {"sklearn": sklearn.__version__, "numpy": np.__version__},
    "shapes": {"train": list(X.shape), "test": list(Xt.shape)},
    "mean": float(X.mean()),
    "zero": zero(),
    "digits": digits(),
}
with open(target, "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")
