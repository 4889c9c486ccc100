"""融资与基金 financing and funds: products' terms, ranked matches, the funnel, consent by bank and data item, funds counted once.

Conditions are those of ``standards.rules``. What is here is pure or reads; who records is a page's.
"""
