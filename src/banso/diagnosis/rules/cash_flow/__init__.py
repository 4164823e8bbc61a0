"""資金繰り表: money in and out month by month, as recorded and as planned, and what-if."""
