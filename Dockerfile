# The newsroom's web server and its workers; what runs is chosen by the command (compose.yaml).
# Python 3.12.15, by the digest of its index for all machines; deploy/pin prints the one of today.
ARG PYTHON_IMAGE=python:3.12-slim-bookworm@sha256:54c85f3c47607a77f32adec749d3c81d1348bf25833671f512b26a9b6d778cb3
FROM ${PYTHON_IMAGE}

# pg_dump and pg_restore, for manage.py backup and restore; FriBiDi, for pictures of quotes that are
# written from right to left; security updates are welcome.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libfribidi0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 newsroom \
    && useradd --system --uid 10001 --gid 10001 --home-dir /srv/newsroom --shell /usr/sbin/nologin newsroom \
    && install --directory --owner newsroom --group newsroom /var/lib/newsroom

WORKDIR /srv/newsroom
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY . .
# What runs here may not write byte code: each confined reader would compile its modules again.
RUN python -m compileall -q articles evaluation extraction fetching identity learning newsroom reading

ENV NEWSROOM_DATA=/var/lib/newsroom \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /var/lib/newsroom
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "deploy/ask.py", "http://127.0.0.1:8000/healthz"]
CMD ["deploy/serve"]
