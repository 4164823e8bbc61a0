"""Benchmarks（計測）: whole answers of the product, as ratios taken in one run.

Every figure stands beside a yardstick measured in the same process on the same data, since single
times on a shared machine mean little.
"""
