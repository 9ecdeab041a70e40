import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerConsole } from './register-console.ts';

const html = { accept: 'text/html,application/xhtml+xml' };

describe('registerConsole', () => {
  let root: string;
  let server: FastifyInstance;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'vialog-console-'));
    await mkdir(join(root, 'assets'));
    await writeFile(
      join(root, 'index.html'),
      '<meta name="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>',
    );
    await writeFile(
      join(root, 'content-security-policy.txt'),
      "default-src 'self'; style-src 'nonce-__CSP_NONCE__'\n",
    );
    await writeFile(join(root, 'assets', 'main-1a2b.js'), 'export {};');
    await writeFile(join(root, 'favicon.svg'), '<svg/>');
    await writeFile(join(root, 'secret.txt'), 'not for the web');
    server = fastify();
    server.get('/v1/me', () => ({ name: 'me' }));
    await registerConsole(server, { root });
  });
  afterAll(async () => {
    await server.close();
    await rm(root, { recursive: true });
  });

  it('every URL of the console returns the page, with the same nonce in page and policy', async () => {
    const reply = await server.inject({ url: '/cameras/cam000000001/zones?x=1', headers: html });
    const nonce = /nonce="([^"]+)"/.exec(reply.body)?.[1] ?? 'none';
    expect(reply.statusCode).toBe(200);
    expect(nonce.length).toBeGreaterThanOrEqual(22);
    expect(reply.headers['content-security-policy']).toBe(`default-src 'self'; style-src 'nonce-${nonce}'`);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['x-frame-options']).toBe('DENY');
  });

  it('every response has another nonce', async () => {
    const pages = await Promise.all([1, 2].map(() => server.inject({ url: '/', headers: html })));
    expect(pages[0]?.body).not.toBe(pages[1]?.body);
  });

  it('files with a hash in their name are cached for a year', async () => {
    const reply = await server.inject({ url: '/assets/main-1a2b.js' });
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  it('script files have their own policy, which allows the map worker to fetch from this server', async () => {
    const reply = await server.inject({ url: '/assets/main-1a2b.js' });
    expect(reply.headers['content-security-policy']).toContain("default-src 'self'");
  });

  it.each([
    ['/v1/nothing', 404],
    ['/healthz', 404],
    ['/v1', 404],
    ['/v1/me', 200],
  ])('the path %s never returns the page, even for a browser', async (url, status) => {
    const reply = await server.inject({ url, headers: html });
    expect(reply.statusCode).toBe(status);
    expect(reply.body).not.toContain('root');
  });

  it.each([
    '/secret.txt',
    '/assets/../secret.txt',
    '/assets/%2e%2e/secret.txt',
    '/content-security-policy.txt',
  ])('the file %s outside of the served files is not found', async (url) => {
    const reply = await server.inject({ url });
    expect(reply.statusCode).toBe(404);
  });

  it('a client that does not accept HTML gets 404 instead of the page', async () => {
    const reply = await server.inject({ url: '/cameras', headers: { accept: 'application/json' } });
    expect(reply.statusCode).toBe(404);
  });

  it('registering a console that is not built rejects with the build command', async () => {
    await expect(registerConsole(fastify(), { root: join(root, 'nowhere') })).rejects.toThrow(
      /npm run build -w @vialog\/console/,
    );
  });
});
