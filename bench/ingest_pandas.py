"""pandas reads one file once, in a process of its own: python3 bench/ingest_pandas.py FILE. Prints its figures as JSON."""

import json
import resource
import sys
import time

import pandas

begin = time.perf_counter()
frame = pandas.read_csv(sys.argv[1], low_memory=False)
seconds = time.perf_counter() - begin
usage = resource.getrusage(resource.RUSAGE_SELF)
figures = {
    "rows": len(frame),
    "seconds": seconds,
    "processorSeconds": usage.ru_utime + usage.ru_stime,
    "peakBytes": usage.ru_maxrss * 1024,
}
print(json.dumps(figures))
