"""Trains XGBoost on the arrays in the folder given and prints what it measured as JSON.

Reads shape.json {"train": n, "test": m, "features": d, "rounds": r, "depth": k}, train.f64, test.f64 (row-major),
train.u8, test.u8 (labels 0, 1, 2); writes test-probabilities.f64.
"""
import json
import os
import sys
import time

import numpy as np
import xgboost
from sklearn.metrics import average_precision_score, f1_score, log_loss

folder = sys.argv[1]
shape = json.load(open(os.path.join(folder, "shape.json")))


def read(name, dtype):
    return np.fromfile(os.path.join(folder, name), dtype=dtype)


x = read("train.f64", np.float64).reshape(shape["train"], shape["features"])
unseen = read("test.f64", np.float64).reshape(shape["test"], shape["features"])
y, truth = read("train.u8", np.uint8), read("test.u8", np.uint8)
parameters = {
    "objective": "multi:softprob",
    "num_class": 3,
    "tree_method": "hist",
    "max_bin": 256,
    "max_depth": shape["depth"],
    "eta": 0.1,
    "lambda": 1,
    "min_child_weight": 1,
    "nthread": 1,
}
start = time.process_time()
model = xgboost.train(parameters, xgboost.DMatrix(x, label=y, nthread=1), num_boost_round=shape["rounds"])
trained = time.process_time() - start
probabilities = model.predict(xgboost.DMatrix(unseen, nthread=1)).astype(np.float64)
probabilities.tofile(os.path.join(folder, "test-probabilities.f64"))
print(
    json.dumps(
        {
            "version": xgboost.__version__,
            "cpuSeconds": trained,
            "macroF1": f1_score(truth, probabilities.argmax(1), average="macro"),
            "prAuc": [average_precision_score(truth == c, probabilities[:, c]) for c in (0, 2)],
            "logLoss": log_loss(truth, probabilities, labels=[0, 1, 2]),
        }
    )
)
