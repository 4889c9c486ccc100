"""企业诉求的页面: requests of enterprises and visits to them. What a request is and what may be done to it is
``dajuan.systems.requests``'; here are its pages and API, and the contacts in full, which are in no ledger."""
