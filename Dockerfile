# Generated from tools/cluster/src/services.ts by `npm run compose`; a test compares the two.
# One image for services that open no streams, one with ffmpeg for those that do, one for the broker. The command in
# docker-compose.yml selects the service.

FROM node:24-bookworm-slim AS build
WORKDIR /vialog
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY libs libs
COPY apps apps
COPY tools tools
COPY models models
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN node tools/bootstrap/build.mjs
# The same lock file, with the dependencies of the services only.
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund --workspace apps/indexer --workspace apps/api --workspace apps/detector --workspace apps/ingest --workspace apps/edge \
  && rm -rf node_modules/onnxruntime-node/bin/*/darwin node_modules/onnxruntime-node/bin/*/win32
RUN node tools/cluster/src/image/write-production.ts /production

FROM node:24-bookworm-slim AS service
ENV NODE_ENV=production
WORKDIR /vialog
COPY --from=build /production ./
# A new volume gets the owner of these folders.
RUN mkdir /data /secrets /public-key && chown node:node /data /secrets /public-key
USER node

FROM service AS capture
USER root
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*
USER node

FROM nats:2.15-alpine AS broker
COPY deploy/nats.conf /etc/nats/nats-server.conf
RUN mkdir /data && chown 1000:1000 /data
USER 1000:1000
CMD ["nats-server", "--config", "/etc/nats/nats-server.conf"]
