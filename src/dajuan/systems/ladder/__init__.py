"""企业梯度培育 the ladder: what each enterprise of the register qualifies for, what it lacks and how far it is.

Facts and titles are read from the register; the rules are ``standards``'. Nothing is kept here: a verdict is made of what
is known as of a day, under the rule of that day.
"""
