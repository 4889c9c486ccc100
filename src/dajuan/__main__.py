"""``python -m dajuan``: the same as the ``dajuan`` command."""

import sys

from dajuan.cli import main

sys.exit(main())
