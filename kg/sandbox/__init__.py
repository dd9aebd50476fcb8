"""The process in which queries run: without network, programs or writing, and with no file but the store.

It starts for every query, so it imports nothing of the project beside this package, and little else.
"""
