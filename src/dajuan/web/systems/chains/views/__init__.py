"""The pages, one module a kind: all chains, one chain, its lists, firms, changes of the drawing, an edge list."""
