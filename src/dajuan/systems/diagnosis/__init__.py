"""数字化诊断: a questionnaire's answers as the register keeps them, the level that they come to, advice a gap.

The questionnaire and how it is scored are ``standards.digital``'s.
"""
