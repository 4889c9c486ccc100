"""保交楼与安置 pages of estates: the account month by month, a plan each, close-outs that wait for a second person, moving back."""
