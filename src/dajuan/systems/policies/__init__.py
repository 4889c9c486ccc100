"""惠企政策 policies: terms as data, who is entitled and has not received, batches in which nothing is paid twice.

Conditions are those of ``standards.rules`` over the same facts. What is here is pure or reads; who records is a page's.
"""
