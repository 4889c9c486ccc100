"""Where nodes stand: columns follow the links, nobody stands on another, every link ends where its nodes are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dajuan.systems.chains.drawing import BOX, HEIGHT, drawn, near
from dajuan.systems.chains.layout import laid_out
from dajuan.systems.chains.supply_graph import circles

NODES = [f"n{nth}" for nth in range(9)]
pairs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda one: one[0] != one[1]),
    max_size=18,
    unique=True,
)


@given(pairs)
def test_columns_follow_the_links_and_no_two_nodes_share_a_place(edges):
    layout = laid_out(NODES, edges)
    assert set(layout.places) == set(NODES)
    assert len(set(layout.places.values())) == len(NODES)
    in_circle = {node for way in circles(NODES, edges) for node in way}
    for start, end in edges:
        assert layout.ways[start, end][0] == layout.places[start]
        assert layout.ways[start, end][-1] == layout.places[end]
        if not in_circle:
            assert layout.places[start][0] < layout.places[end][0]
    for column, row in layout.places.values():
        assert 0 <= column < layout.columns
        assert 0 <= row < layout.rows


def test_the_little_chain(chain):
    made = drawn(chain)
    assert len(made.boxes) == 7
    assert len(made.curves) == 6
    assert not any(one.back for one in made.curves)
    for box in made.boxes:
        assert 0 <= box.x <= made.width - BOX
        assert 0 <= box.y <= made.height - HEIGHT


def test_what_is_near_a_node(chain):
    assert near(chain, "NEV-07", 1) == {"NEV-06", "NEV-07"}
    assert near(chain, "NEV-07") == {"NEV-04", "NEV-05", "NEV-06", "NEV-07"}
    assert len(drawn(chain, near(chain, "NEV-07")).curves) == 3


def test_no_node_makes_no_drawing():
    assert laid_out([], []).places == {}
