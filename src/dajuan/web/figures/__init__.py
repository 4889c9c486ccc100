"""指标数据 figures: the catalogue of indicators, any figure by period and split, exports, saved views.

What is shown is asked of ``dajuan.figures``; here it is only laid out. Views that somebody keeps are addresses of pages.
"""
