"""``make soak``: ingests killed, made to fail and their indexes damaged, on purpose and again and again.

What is served must stay whole, all damage must be found, and running ingest again must give the index that a
fresh ingest gives. The tests run the same machinery in small.
"""
