"""成长指数的页面: the ranking, a firm's score taken apart, whether the scheme holds together, what other choices would come to;
schemes, runs and certificates. What is computed is ``systems.growth``'s and ``indices``'."""
