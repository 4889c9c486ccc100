"""答卷文本: the written answer — a board turned into sentences, tables and charts, and those into docx, pdf and html.

Here live the sheet as a value (``content``), the line at its end from which it can be made again (``stamp``), the words
(``sentences.yaml``, read by ``sentences``; ``said`` for the numbers in them), where each number comes from
(``lineage``), the putting together (``compose``), the text as a reader meets it (``plain``), and one writer a format
(``docx_file``, ``pdf_file``, ``html_file``), laid out by ``layout.toml``. A sheet is composed once: writers add no word
and compute nothing.
"""
