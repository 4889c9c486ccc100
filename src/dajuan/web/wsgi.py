"""What gunicorn serves."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dajuan.web.settings")
application = get_wsgi_application()

# Every page's code is read before the first request, not by whoever comes first.
import_module(settings.ROOT_URLCONF)
