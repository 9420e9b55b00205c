"""The models behind :mod:`knowledge.embedding`: packaged ones by onnxruntime, and servers."""
