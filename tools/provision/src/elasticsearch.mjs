import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';

/**
 * The Elasticsearch of the tests: the server core that Elastic publishes on Maven Central for integration tests. It lacks
 * scripts, ILM, ES|QL and API keys, so a test that passes uses none of them.
 */
export const elasticsearchVersion = '9.3.2';
const artifact = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${elasticsearchVersion}:zip`;
const oldestJava = 21;

/**
 * @typedef {object} Found
 * @property {string} [url] the user's own server (ELASTICSEARCH_URL); nothing else is needed then
 * @property {string} [home] folder of the unpacked server
 * @property {string} [javaHome]
 * @property {readonly string[]} missing what is missing, one sentence each, with what to do
 */

/** Finds a server without changing anything. @returns {Found} */
export function findElasticsearch(env = process.env) {
  if (env.ELASTICSEARCH_URL) return { url: env.ELASTICSEARCH_URL, missing: [] };
  const javaHome = findJava(env);
  const home = elasticsearchHome(env);
  const missing = [];
  if (javaHome === undefined)
    missing.push(`a JDK of version ${oldestJava} or newer in /usr/lib/jvm, JAVA_HOME or ES_JAVA_HOME`);
  const unpacked = existsSync(join(home, 'bin', 'elasticsearch'));
  if (!unpacked)
    missing.push(`Elasticsearch ${elasticsearchVersion} (node tools/provision/main.mjs elasticsearch)`);
  return { ...(unpacked ? { home } : {}), ...(javaHome ? { javaHome } : {}), missing };
}

/** Downloads the server with `mvn` from Maven Central if there is none. @returns {string | undefined} the reason of a failure */
export function fetchElasticsearch(env = process.env) {
  const found = findElasticsearch(env);
  if (found.url !== undefined || found.home !== undefined) return undefined;
  if (found.javaHome === undefined) return `missing: ${found.missing[0]}`;
  const cache = cacheFolder(env);
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    return download(work) ?? unpack(work, found.javaHome, elasticsearchHome(env));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function download(work) {
  const args = ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${work}`];
  const run = spawnSync('mvn', args, { cwd: work, encoding: 'utf8', timeout: 10 * 60_000 });
  if (run.error) return `mvn (Maven) was not found or did not run: ${run.error.message}`;
  if (run.status === 0) return undefined;
  const line = `${run.stdout}\n${run.stderr}`.split('\n').find((text) => text.includes('[ERROR]'));
  return `mvn could not fetch ${artifact}: ${line?.replace('[ERROR] ', '') ?? 'no message'}`;
}

function unpack(work, javaHome, home) {
  const zip = join(work, `elasticsearch-${elasticsearchVersion}.zip`);
  const run = spawnSync(join(javaHome, 'bin', 'jar'), ['xf', zip], { cwd: work, encoding: 'utf8' });
  if (run.status !== 0) return `jar could not unpack ${zip}: ${run.stderr || run.error?.message}`;
  const unpacked = join(work, `elasticsearch-${elasticsearchVersion}`);
  for (const program of readdirSync(join(unpacked, 'bin'))) chmodSync(join(unpacked, 'bin', program), 0o755);
  chmodSync(unpacked, 0o755);
  try {
    renameSync(unpacked, home);
  } catch (error) {
    // Another process was faster; its copy is the same.
    if (!existsSync(join(home, 'bin', 'elasticsearch'))) throw error;
  }
  return undefined;
}

const elasticsearchHome = (env) => join(cacheFolder(env), `elasticsearch-${elasticsearchVersion}`);

function findJava(env) {
  const installed = existsSync('/usr/lib/jvm')
    ? readdirSync('/usr/lib/jvm').map((name) => join('/usr/lib/jvm', name))
    : [];
  return [env.ES_JAVA_HOME, env.JAVA_HOME, ...installed].find(
    (home) => home && javaVersion(home) >= oldestJava,
  );
}

/** Major version of a JDK according to its release file; 0 if there is none. */
function javaVersion(home) {
  try {
    const release = readFileSync(join(home, 'release'), 'utf8');
    return existsSync(join(home, 'bin', 'jar')) ? Number(/JAVA_VERSION="(\d+)/.exec(release)?.[1] ?? 0) : 0;
  } catch {
    return 0;
  }
}
