FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ingest.py ./
COPY bot bot
COPY knowledge knowledge
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && FOOTING_MODELS=/app/models /venv/bin/footing prepare

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 footing && mkdir -p /data && chown footing /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app/models /app/models
COPY ingest.py ./
COPY bot bot
COPY knowledge knowledge
ENV PATH=/venv/bin:$PATH FOOTING_LIBRARY=/data/library FOOTING_MODELS=/app/models FOOTING_HOST=0.0.0.0
USER footing
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["sh", "-c", "python ingest.py && exec footing serve"]
