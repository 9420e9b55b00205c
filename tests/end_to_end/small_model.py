"""Serves a model file with llama.cpp: ``python small_model.py FILE``; prints the address once it listens."""

from __future__ import annotations

import sys
import threading

import xllamacpp  # type: ignore[import-not-found, import-untyped, unused-ignore]


def main() -> None:
    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.n_ctx = 8_192
    params.n_parallel = 1
    params.n_predict = 400
    params.cpuparams.n_threads = 2
    params.port = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
