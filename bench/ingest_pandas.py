"""pandas reads one file in a process of its own, once and then again and again: python3 bench/ingest_pandas.py FILE. Prints its figures as JSON."""

import json
import resource
import statistics
import sys
import time

import pandas

READ_AGAIN = 4


def timed():
    begin = time.perf_counter()
    frame = pandas.read_csv(sys.argv[1], low_memory=False)
    return len(frame), time.perf_counter() - begin


rows, seconds = timed()
usage = resource.getrusage(resource.RUSAGE_SELF)
figures = {
    "rows": rows,
    "seconds": seconds,
    "processorSeconds": usage.ru_utime + usage.ru_stime,
    "peakBytes": usage.ru_maxrss * 1024,
}
figures["againSeconds"] = statistics.median(timed()[1] for _ in range(READ_AGAIN))
print(json.dumps(figures))
