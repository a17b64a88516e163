FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsoa.json ./
COPY ops/build/ ops/build/
COPY migrations/ migrations/
COPY src/ src/
RUN node ops/build/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production JAPM_DATA_DIR=/data
WORKDIR /app
# New volumes get their owner from these folders.
RUN install -d -o 1000 -g 1000 -m 0700 /data /keys /role-keys /role-keys/api /role-keys/relay /role-keys/worker && install -d -o 1000 -g 1000 -m 0755 /database-secret
COPY --from=build /app/node_modules/ node_modules/
COPY --from=build /app/dist/ dist/
COPY package.json ./
COPY config/ config/
COPY ops/bin/ ops/bin/
COPY ops/compose/ ops/compose/
USER 1000:1000
VOLUME /data
EXPOSE 3000 9464
# Every role serves this port. The check asks whether the process lives and not whether it is ready: an unavailable database is no reason to replace the container.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.JAPM_METRICS_PORT || 9464}/health/live`).then((response) => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
