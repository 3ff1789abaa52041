"""The ground floor: a file becomes passages, passages become an index. Owns Review, Passage and the index."""

import os

# Before any library is imported: nothing of ours may reach the network by itself. onnxruntime sends telemetry
# from native code when imported, so only the environment can stop it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
