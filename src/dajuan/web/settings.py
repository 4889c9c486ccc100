"""Django's settings, made from the zone that the environment names (``DAJUAN_ZONE``).

Without a zone (type checks, tests) the tables are in memory and the secret is made up anew.
"""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from dajuan.ledger.zone import Zone, zone_at
from dajuan.web.options import WebOptions, database_of, secret_of, web_options

HERE = Path(__file__).parent
ZONE: Zone | None = zone_at(Path(os.environ["DAJUAN_ZONE"])) if os.environ.get("DAJUAN_ZONE") else None
WEB = web_options(ZONE) if ZONE else WebOptions()


def _database() -> dict[str, Any]:
    address = database_of(ZONE, WEB) if ZONE else ":memory:"
    if "://" not in address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ZONE.folder / address if ZONE else address,
            "OPTIONS": {
                # A transaction that reads first and writes later would fail at once when another writes meanwhile.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
        "PORT": parts.port or dict(parse_qsl(parts.query)).get("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = secret_of(ZONE) if ZONE else secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = list(WEB.hosts)
ROOT_URLCONF = "dajuan.web.urls"
WSGI_APPLICATION = "dajuan.web.wsgi.application"
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PAGES = (
    "board", "reader", "targets", "programmes", "figures", "sheets", "records", "public", "administration", "api",
    "jobs", "people", "layout", "help", "systems",
)  # fmt: skip
"""The folders of this package, each an app."""
SYSTEMS = tuple(sorted(one.parent.name for one in (HERE / "systems").glob("*/urls.py")))
"""The folders of ``systems``, each an app too."""
INSTALLED_APPS = [
    *(f"dajuan.web.{page}" for page in PAGES if (HERE / page / "__init__.py").exists()),
    *(f"dajuan.web.systems.{one}" for one in SYSTEMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dajuan.web.layout.language.middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "dajuan.web.people.gate.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dajuan.web.access.middleware.viewer",
    "dajuan.web.moment.middleware",
    "dajuan.web.layout.troubles.middleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dajuan.web.layout.context.page",
            ],
            "builtins": ["dajuan.web.layout.templatetags.page", "dajuan.web.layout.templatetags.standing"],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = ZONE.timezone.key if ZONE else "Asia/Shanghai"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    *(["dajuan.web.people.oidc.Provider"] if WEB.oidc else []),
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "dajuan.web.people.own_words.OwnWords"},
]
LOGIN_URL = reverse_lazy("people:sign-in")
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "dajuan.web.people.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "dajuan.web.people.address.client_address"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = False

_PREFIX = "__Host-" if WEB.https else ""
"""Browsers then take the cookie from this host alone, over HTTPS alone."""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_PREFIX}sessionid", f"{_PREFIX}csrftoken"
SESSION_COOKIE_AGE = WEB.session_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = WEB.https
CSRF_FAILURE_VIEW = "dajuan.web.layout.troubles.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if WEB.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if WEB.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = WEB.https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = ZONE.derived / "static" if ZONE else None
STATICFILES_DIRS = [HERE / "static", ("dajuan/outputs", HERE.parent / "outputs" / "scripts")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ZONE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20

# Without a zone (tests) a job is done at once, where it was started.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend" if ZONE else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one-line": {"()": "dajuan.web.log_lines.OneLine"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "dajuan": {"level": "INFO"},
        "axes": {"level": "WARNING"},
        # A name that is not ours, a form from elsewhere: a line each, whoever sends them by the thousand.
        "django.request": {"filters": ["one-line"]},
        "django.security": {"filters": ["one-line"]},
        "django.security.DisallowedHost": {"filters": ["one-line"]},
    },
}
