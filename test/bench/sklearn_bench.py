"""Fits one step of the notebook with scikit-learn and prints its times and accuracy as JSON. bench.ts calls it."""
import argparse
import gzip
import json
import time
import warnings

import joblib
import numpy
import sklearn
from sklearn.feature_selection import VarianceThreshold
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC

PROCESSES = 2


def one_vs_rest(estimator):
    return OneVsRestClassifier(estimator, n_jobs=PROCESSES)


def masked(threshold, classifier):
    return make_pipeline(VarianceThreshold(threshold), StandardScaler(), classifier)


STEPS = {
    "zero": lambda: masked(0, SGDClassifier(loss="log_loss", max_iter=5, random_state=42)),
    "digits": lambda: masked(0, one_vs_rest(LogisticRegression(solver="saga", max_iter=100, random_state=42))),
    "digits-lbfgs": lambda: masked(0, one_vs_rest(LogisticRegression())),
    "linear-svm": lambda: masked(100, one_vs_rest(LinearSVC(dual=False))),
    "poly-svm": lambda: masked(100, one_vs_rest(SVC(kernel="poly", degree=3))),
    "poly4-svm": lambda: masked(100, one_vs_rest(SVC(kernel="poly", degree=4))),
    "poly-svm-unmasked": lambda: masked(0, one_vs_rest(SVC(kernel="poly", degree=3))),
    "rbf-svm": lambda: make_pipeline(StandardScaler(), one_vs_rest(SVC(kernel="rbf"))),
    "sigmoid-svm": lambda: make_pipeline(StandardScaler(), one_vs_rest(SVC(kernel="sigmoid"))),
    "knn": lambda: make_pipeline(KNeighborsClassifier(5, weights="distance", n_jobs=PROCESSES)),
}


def read_idx(path, header):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def read_digits(path, rows):
    """A CSV with the label first, or IDX images with the labels in the file beside them."""
    if path.endswith(".csv"):
        table = numpy.loadtxt(path, delimiter=",", dtype=numpy.uint8, max_rows=rows)
        return table[:, 1:].astype(float), table[:, 0]
    labels = read_idx(path.replace("images", "labels").replace("idx3", "idx1"), 8)
    images = read_idx(path, 16).reshape(len(labels), -1)
    return images[:rows].astype(float), labels[:rows]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--versions", action="store_true")
    parser.add_argument("--train")
    parser.add_argument("--test")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--step")
    asked = parser.parse_args()
    if asked.versions:
        versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
        print(json.dumps({"versions": versions, "steps": list(STEPS)}))
        return

    X, y = read_digits(asked.train, asked.rows)
    X_test, y_test = read_digits(asked.test, None)
    if asked.step == "zero":
        y, y_test = y == 0, y_test == 0
    pipeline = STEPS[asked.step]()
    warnings.simplefilter("ignore")
    # The worker processes are started outside the measured time.
    pool = joblib.Parallel(n_jobs=PROCESSES)
    pool(joblib.delayed(numpy.sqrt)(n) for n in range(PROCESSES))
    start = time.perf_counter()
    pipeline.fit(X, y)
    fitted = time.perf_counter()
    if isinstance(getattr(pipeline[-1], "estimator", None), SVC):
        # scikit-learn predicts in one process; here each gets its share of the rows.
        parts = pool(joblib.delayed(pipeline.predict)(part) for part in numpy.array_split(X_test, PROCESSES))
        predicted = numpy.concatenate(parts)
    else:
        predicted = pipeline.predict(X_test)
    ended = time.perf_counter()
    accuracy = float(numpy.mean(predicted == y_test))
    print(json.dumps({"fitSeconds": fitted - start, "predictSeconds": ended - fitted, "accuracy": accuracy}))


if __name__ == "__main__":
    main()
