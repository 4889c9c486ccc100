"""数智治理 digital governance: the catalogue of a zone's data sets and services, how good each is, scenes opened for testing.

Values in, values out; what is read comes from the registers. A programme that is switched on is a data set by itself.
The catalogue as DCAT is made here too; who may see which part is a page's.
"""
