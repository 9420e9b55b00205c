"""Serves a model file with llama.cpp: ``python small_model.py FILE SLOTS``; prints the address once it listens."""

from __future__ import annotations

import sys
import threading

import xllamacpp  # type: ignore[import-not-found, import-untyped, unused-ignore]


def main() -> None:
    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    slots = int(sys.argv[2])
    params.n_parallel = slots
    params.n_ctx = slots * 3_072
    params.n_predict = 400
    params.cpuparams.n_threads = 2
    # Threads that wait for each other busily stall where the cores are shared.
    params.cpuparams.poll = 0
    params.port = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
