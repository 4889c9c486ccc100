"""事项 programmes: what a zone follows, declared as data. One YAML file a programme, written by an analyst, not a coder.

Here live the declaration (``pack``), reading it with every error placed (``load``, ``trouble``), the values that its
fields take (``values/``), where packs are found (``find``), what may change from one version to the next
(``versions``) and a first draft of a new one (``scaffold``). The packs that come with Dajuan are in ``packs/``.

What never does: storage, entries, figures, anything that only one zone needs. Reading a pack needs PyYAML (the extra
``server``); everything else here needs nothing.
"""
