"""A sentence to a report, then to the accounts that moved: Python 3.9 or newer, nothing to install."""

import csv
import io
import json
import os
import sys
import urllib.error
import urllib.request

URL = os.environ.get("TIERING_URL", "http://localhost:3000")


def chat(message):
    """What the words mean and bring, as a dictionary."""
    request = urllib.request.Request(
        f"{URL}/v1/chat",
        data=json.dumps({"message": message}).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def tiers(link):
    """The rows of a CSV link, as dictionaries."""
    with urllib.request.urlopen(URL + link) as answer:
        yield from csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline=""))


def main():
    message = " ".join(sys.argv[1:]) or "prioritize runway growth, move at most 1 %"
    try:
        report = chat(message)
    except urllib.error.HTTPError as error:
        sys.exit(json.load(error)["detail"])
    print(report["reply"])
    if report["links"] is None:
        return
    kpis = report["summary"]["kpis"]
    print(f"composite {kpis['before']['composite']:.4f} -> {kpis['after']['composite']:.4f}")
    rows = list(tiers(report["links"]["csv"]))
    moved = [row for row in rows if row["Change"] != "same"]
    print(f"{len(moved)} of {len(rows)} accounts move")
    for row in moved[:5]:
        print(f"{row['ID']}: {row['PreviousTier']} -> {row['Tier']}, {row['Reason']}")


main()
