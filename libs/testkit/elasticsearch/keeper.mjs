/**
 * Runs one Elasticsearch for all connected clients: `node keeper.mjs <socket> <home> <javaHome>`. A client gets one JSON line
 * { url, snapshots } or { error } when the server has started. Some time after the last client disconnects, the server is
 * stopped and its data removed, so that a killed test run leaves nothing behind. A client can send `stop` and `start` to
 * restart the server with the same port and data; the responses are { stopped } and the first line again.
 */
import { spawn } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [socketPath, home, javaHome] = process.argv.slice(2);
const lingerMs = Number(process.env.VIALOG_ELASTICSEARCH_LINGER_MS ?? 15_000);
const startMs = 600_000;
/**
 * The second compiler and the parallel garbage collector of the JVM take more CPU time than they save in the minutes that a test
 * server runs.
 */
const shortLived = '-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC';
/** User and group id without privileges: Elasticsearch does not run as root. */
const unprivilegedId = 65_534;

/** Memory that the data of all suites fits in, bytes. */
const memoryBytes = 2e9;
/**
 * Each test creates and deletes indices, and each of these steps waits several times for the disk: in memory, they take less
 * than half of the time.
 */
const folder = mkdtempSync(join(hasSpace('/dev/shm') ? '/dev/shm' : tmpdir(), 'vialog-elasticsearch-'));
const clients = new Set();
let response;
let server;
let linger;
let port = '0';
let halted = false;
let leaving = false;

const socketServer = createServer((client) => {
  // Accepted just before the address was released: the client finds another keeper.
  if (leaving) return client.destroy();
  clearTimeout(linger);
  clients.add(client);
  client.on('error', () => client.destroy());
  client.on('close', () => {
    clients.delete(client);
    if (clients.size === 0) linger = setTimeout(leave, lingerMs);
  });
  client.setEncoding('utf8').on('data', (order) => void execute(order.trim()));
  if (response) client.write(response);
});
// When two keepers start at once, the second one finds the address in use and exits; clients connect to the first one.
socketServer.on('error', () => leave());
socketServer.listen(socketPath, () => void start());
process.on('SIGTERM', leave);

async function start() {
  if (clients.size === 0) linger = setTimeout(leave, startMs + lingerMs);
  try {
    broadcast({ ...(await launch()), pid: server.pid });
  } catch (error) {
    broadcast({ error: error.message });
    leave();
  }
}

function broadcast(message) {
  response = `${JSON.stringify(message)}\n`;
  for (const client of clients) client.write(response);
}

async function execute(order) {
  if (order === 'start' && halted) {
    halted = false;
    return start();
  }
  if (order !== 'stop' || halted) return;
  halted = true;
  response = undefined;
  server.once('exit', () => {
    for (const client of clients) client.write('{"stopped":true}\n');
  });
  server.kill('SIGTERM');
}

function hasSpace(path) {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize >= memoryBytes;
  } catch {
    return false;
  }
}

async function launch() {
  const conf = join(folder, 'config');
  const snapshots = join(folder, 'snapshots');
  cpSync(join(home, 'config'), conf, { recursive: true });
  for (const name of ['data', 'logs', 'snapshots', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    chownAll([
      folder,
      conf,
      join(conf, 'jvm.options.d'),
      ...['data', 'logs', 'snapshots', 'tmp'].map((n) => join(folder, n)),
    ]);
  server = spawn(join(home, 'bin', 'elasticsearch'), settings(snapshots), {
    cwd: folder,
    ...(asRoot ? { uid: unprivilegedId, gid: unprivilegedId } : {}),
    env: {
      PATH: process.env.PATH,
      HOME: join(folder, 'tmp'),
      ES_TMPDIR: join(folder, 'tmp'),
      ES_JAVA_HOME: javaHome,
      ES_PATH_CONF: conf,
      ES_JAVA_OPTS: process.env.VIALOG_ELASTICSEARCH_JAVA_OPTS ?? `-Xms1g -Xmx1g ${shortLived}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  port = await portOf(server);
  // An exit before is reported by portOf with its reason.
  server.once('exit', () => (leaving || halted ? undefined : leave()));
  return { url: `http://127.0.0.1:${port}`, snapshots };
}

function chownAll(paths) {
  for (const path of paths) chownSync(path, unprivilegedId, unprivilegedId);
}

function settings(snapshots) {
  const chosen = {
    'discovery.type': 'single-node',
    'xpack.security.enabled': 'false',
    'node.store.allow_mmap': 'false',
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    // Many suites with their own indices on one node.
    'cluster.max_shards_per_node': '5000',
    'http.host': '127.0.0.1',
    'transport.host': '127.0.0.1',
    'http.port': port,
    'transport.port': '0',
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    'path.repo': snapshots,
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-E', `${name}=${value}`]);
}

/** The port of the server, read from its log when it accepts requests. */
function portOf(child) {
  let log = '';
  let port;
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`Elasticsearch did not start (${why}): ${log.slice(-2000)}`));
    const timer = setTimeout(() => fail(`no response after ${startMs / 1000} s`), startMs);
    child.once('exit', (code) => fail(`exit code ${code}`));
    child.once('error', (error) => fail(error.message));
    const read = (text) => {
      if (response) return;
      log += text;
      port = /AbstractHttpServerTransport.*publish_address \{[^}]*:(\d+)\}/.exec(log)?.[1] ?? port;
      if (port === undefined || !/\] started/.test(log)) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
  });
}

function leave() {
  if (leaving) return;
  leaving = true;
  // Releases the address at once: who connects while the server stops must get another server.
  if (socketServer.listening) socketServer.close();
  const gone = () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const client of clients) client.end();
  if (!server || server.exitCode !== null || server.signalCode !== null) return gone();
  server.once('exit', gone);
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), 10_000).unref();
}
