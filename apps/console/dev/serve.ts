import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { recordOf } from './measurements.ts';
import type { Scenario } from './responses.ts';
import { MockApi } from './mock-api.ts';

/** Serves the built console and the mock API on loopback: `npm run mock -- 7171`. Prints its address when ready. */
const dist = join(import.meta.dirname, '..', 'dist');
const api = new MockApi(Date.now);
const streams = new Set<ServerResponse>();
let sequence = 1;

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(Number(process.argv[2] ?? 7171), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});
setInterval(tick, 1_000);
process.on('SIGTERM', () => process.exit(0));

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (url.pathname.startsWith('/mock/')) return control(url.pathname, await bodyOf(request), response);
  if (/^\/v1\/(board\/)?live$/.test(url.pathname)) return openStream(response);
  if (!url.pathname.startsWith('/v1/')) return page(url.pathname, response);
  const reply = api.respond({ method: request.method ?? 'GET', url, body: await bodyOf(request) });
  response.writeHead(reply.status, {
    'content-type': reply.picture ? 'image/bmp' : 'application/json',
    ...(reply.cookie ? { 'set-cookie': reply.cookie } : {}),
  });
  response.end(reply.picture ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body)));
}

function control(path: string, body: unknown, response: ServerResponse): void {
  if (path === '/mock/scenario') api.reset(body as Partial<Scenario>);
  if (path === '/mock/live-down') api.scenario.liveDown = true;
  if (path === '/mock/live-up') api.scenario.liveDown = false;
  if (path !== '/mock/scenario') for (const stream of streams) stream.destroy();
  response.writeHead(204).end();
}

function openStream(response: ServerResponse): void {
  if (!api.scenario.signedIn) return void response.writeHead(401).end();
  if (api.scenario.liveDown) return void response.writeHead(503).end();
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

/** Sends the records of all slots that ended in the last second. */
function tick(): void {
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  for (const camera of api.cameras.filter((each) => each.lifecycle === 'active')) {
    for (const zone of camera.zones.filter((each) => (now - 2_000) % each.slotMs === 0)) {
      const record = recordOf(
        camera,
        zone,
        now - 2_000 - zone.slotMs,
        api.scenario.offline.includes(camera.cameraId),
      );
      send(record.kind === 'gap' ? 'gap' : 'count', record);
    }
  }
}

function send(name: string, data: unknown): void {
  sequence += 1;
  for (const stream of streams)
    stream.write(`id: ${sequence}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

async function page(path: string, response: ServerResponse): Promise<void> {
  const type = types[extname(path)];
  if (type) {
    const file = await readFile(join(dist, normalize(path))).catch(() => undefined);
    return void response
      .writeHead(file ? 200 : 404, { 'content-type': type, 'content-security-policy': "default-src 'self'" })
      .end(file);
  }
  const nonce = randomBytes(16).toString('base64');
  const fill = (text: string) => text.replaceAll('__CSP_NONCE__', nonce);
  const policy = fill(await readFile(join(dist, 'content-security-policy.txt'), 'utf8')).trim();
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  response.end(fill(await readFile(join(dist, 'index.html'), 'utf8')));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const isFile = request.headers['content-type'] === 'text/calendar';
  return text === '' || isFile ? undefined : JSON.parse(text);
}
