"""接口 api: everything a page can do, for programmes, at ``/api/v1/``.

``door`` says who asks (a token or the session) and how fast they may, ``once`` makes a repeated write do nothing more,
``cursors`` walk lists, ``shapes/`` is what goes in and out, ``operations/`` is what can be done, one module a kind of
thing, and ``api`` puts them together. ``reference`` turns the OpenAPI document into a page. Rights, rules and figures are
those of the pages: nothing is decided here.
"""
