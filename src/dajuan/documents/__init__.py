"""Readers: txt, md, html, docx, pdf, scanned image or pdf, ofd, xlsx → one :class:`Document`.

What lives here: getting the words out of a file, whole and in order, with where they came from; headings, sections,
furniture; and the :class:`Flow`, the text as a person reads it, with broken paragraphs rejoined.

What never does: meaning. Nothing here knows what a quantity or a promise is.
"""
