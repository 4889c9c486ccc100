"""The pages: the hours of all cases and the rules (``home``), one case (``case``), promises (``promise``)."""
