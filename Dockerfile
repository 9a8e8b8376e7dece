# Built: docker compose build. The image holds code, packages, compiled catalogues and collected static
# files; no secret, no database, no upload. It runs as user 10001 with a read-only root file system.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements/base.txt requirements/base.txt
RUN pip install --quiet --require-hashes -r requirements/base.txt
COPY . .
RUN python -m babel.messages.frontend --quiet compile --directory locale --domain django
# Production settings refuse to start half-configured; these values die with this step.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    ALLOWED_HOSTS=build.invalid DATABASE_URL=postgres://build@build.invalid/build \
    CACHE_URL=locmemcache:// EMAIL_URL=dummymail:// STATIC_ROOT=/app/static-collected \
    DJANGO_SETTINGS_MODULE=nhri.settings.prod \
    python manage.py collectstatic --noinput --verbosity 0
# Compiled once here: the root file system is read-only later.
RUN python -m compileall -q /app /opt/venv

FROM python:3.13-slim
RUN groupadd --gid 10001 newsroom \
    && useradd --uid 10001 --gid newsroom --no-create-home --shell /usr/sbin/nologin newsroom \
    && install -d -o newsroom -g newsroom /srv/media /srv/static
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=nhri.settings.prod \
    STATIC_ROOT=/app/static-collected MEDIA_ROOT=/srv/media
USER newsroom
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "deploy/healthcheck.py"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--http", "1", \
     "--no-ws", "--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "warning", \
     "nhri.wsgi:application"]
