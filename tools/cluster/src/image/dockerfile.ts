import { serverNamed } from '../servers.ts';
import { services } from '../services.ts';

/** What the build reads, folder by folder; .dockerignore leaves out what a clone does not have. */
export const buildSources: readonly string[] = ['libs', 'apps', 'tools', 'models'];
const manifests = ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.base.json'];
const node = 'node:24-bookworm-slim';

/** Text of the Dockerfile: three images, each not run as root. */
export function dockerfile(): string {
  const workspaces = services.map(({ app }) => `--workspace ${app}`).join(' ');
  return `# Made from tools/cluster/src/services.ts by \`npm run compose\`; a test holds the two together.
# One image for all services that open no stream, one with ffmpeg for those that do, one for the broker. Which service
# an image is, its command says: docker-compose.yml.

FROM ${node} AS build
WORKDIR /vialog
COPY ${manifests.join(' ')} ./
${buildSources.map((folder) => `COPY ${folder} ${folder}`).join('\n')}
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN node tools/bootstrap/build.mjs
# The same lock file, and of it only what services import.
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund ${workspaces} \\
  && rm -rf node_modules/onnxruntime-node/bin/*/darwin node_modules/onnxruntime-node/bin/*/win32
RUN node tools/cluster/src/image/write-production.ts /production

FROM ${node} AS service
ENV NODE_ENV=production
WORKDIR /vialog
COPY --from=build /production ./
# A new volume takes over the owner of what the image has in its place.
RUN mkdir /data && chown node:node /data
USER node

FROM service AS capture
USER root
RUN apt-get update \\
  && apt-get install --yes --no-install-recommends ffmpeg \\
  && rm -rf /var/lib/apt/lists/*
USER node

FROM ${serverNamed('nats').image} AS broker
COPY deploy/nats.conf /etc/nats/nats-server.conf
RUN mkdir /data && chown 1000:1000 /data
USER 1000:1000
CMD ["nats-server", "--config", "/etc/nats/nats-server.conf"]
`;
}

/** Text of .dockerignore: nothing that a fresh clone does not have goes into an image. */
export const dockerignore = `# Made by \`npm run compose\`.
.git
.env*
.cache
.nx
data
docs
**/node_modules
**/dist
**/dist-spec
**/coverage
**/*.tsbuildinfo
`;
