import { parseArgs } from 'node:util';
import { startRtspServer } from '../dist/index.js';

// Serves a clip over RTSP on loopback, looped, until it is interrupted.
const { values, positionals } = parseArgs({
  options: { port: { type: 'string' }, fps: { type: 'string' } },
  allowPositionals: true,
});
const [clip] = positionals;
if (clip === undefined) {
  console.error(
    'usage: node libs/testkit/bin/serve-clip.mjs <clip> [--port <port>] [--fps <frames per second>]',
  );
  process.exit(2);
}
const server = await startRtspServer({
  source: { clip },
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.fps === undefined ? {} : { fps: Number(values.fps) }),
});
console.log(server.url);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => server.stop().then(() => process.exit(0)));
}
