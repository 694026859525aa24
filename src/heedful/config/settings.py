"""Settings: read from the environment and the data folder, with safe defaults."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from heedful.config.folder import chosen_path, open_folder

os.umask(0o077)

FOLDER = open_folder(chosen_path())
SECRET_KEY = os.environ.get("HEEDFUL_SECRET_KEY", FOLDER.secret)
DEBUG = False
DEMO = os.environ.get("HEEDFUL_DEMO") == "1"
"""A demo folder lets anybody in with one press; no other folder does."""
SIMULATED = os.environ.get("HEEDFUL_SIMULATED") == "1"
"""The clock may be set only while a folder is filled with simulated records."""

ALLOWED_HOSTS = os.environ.get("HEEDFUL_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
SECURE = os.environ.get("HEEDFUL_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "heroicons",
    "heedful.core",
    "heedful.customers",
    "heedful.processes",
    "heedful.requirements",
    "heedful.improvement",
    "heedful.feedback",
    "heedful.satisfaction",
    "heedful.leadership",
    "heedful.audits",
    "heedful.notices",
    "heedful.papers",
    "heedful.web",
    "heedful.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "heedful.web.middleware.refusals",
    "heedful.web.middleware.person",
    "heedful.web.once.once",
]

FORM_RENDERER = "heedful.web.widgets.Widgets"
ROOT_URLCONF = "heedful.config.urls"
WSGI_APPLICATION = "heedful.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials", "heedful.web.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heedful.web.shell.shell",
            ],
        },
    },
]

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
        "PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;"
    ),
}


def _database() -> dict[str, Any]:
    """Take DATABASE_URL where it is set; otherwise one SQLite file in the data folder."""
    url = os.environ.get("DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER.database,
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # a form that was taken once is remembered for a day
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "core.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "heedful.web.accounts.InvitedOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Heedful"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("HEEDFUL_PROXIES", "0"))

_MAIL = "django.core.mail.backends"
EMAIL_HOST = os.environ.get("HEEDFUL_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("HEEDFUL_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("HEEDFUL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEEDFUL_SMTP_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("HEEDFUL_SMTP_TLS", "start") == "whole"
EMAIL_USE_TLS = os.environ.get("HEEDFUL_SMTP_TLS", "start") == "start"
EMAIL_TIMEOUT = float(os.environ.get("HEEDFUL_SMTP_TIMEOUT", "20"))
EMAIL_BACKEND = os.environ.get(
    "HEEDFUL_EMAIL_BACKEND", f"{_MAIL}.smtp.EmailBackend" if EMAIL_HOST else f"{_MAIL}.console.EmailBackend"
)
if DEMO:
    EMAIL_BACKEND = f"{_MAIL}.dummy.EmailBackend"  # no mail leaves a folder whose people are made up
DEFAULT_FROM_EMAIL = os.environ.get("HEEDFUL_MAIL_FROM", "heedful@localhost")
BASE_URL = os.environ.get("HEEDFUL_URL", "http://localhost:8000").rstrip("/")
"""Where customers and people reach this house: links in mails begin so."""

SESSION_COOKIE_NAME = f"heedful_session_{FOLDER.id[:8]}"
CSRF_COOKIE_NAME = f"heedful_csrf_{FOLDER.id[:8]}"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_UPLOAD_BYTES = 200 * 1024 * 1024

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("HEEDFUL_STATIC", FOLDER.path / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
