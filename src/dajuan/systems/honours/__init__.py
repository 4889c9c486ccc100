"""创新平台、科技奖、科技项目、上市挂牌 honours: what is recognised of the zone and by which document, valid until when, reviewed
how, and whose it is.

A platform, a prize or a project is one subject, whoever shares it: the zone counts subjects, a firm's page shows those that
name it. What is here is pure or reads; who records is a page's. Talent's honours are not here.
"""
