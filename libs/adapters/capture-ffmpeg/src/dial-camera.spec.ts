import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CameraTarget, dialCamera } from './dial-camera.ts';

const folder = mkdtempSync(join(tmpdir(), 'vialog-tls-'));
const key = join(folder, 'key.pem');
const certificate = join(folder, 'certificate.pem');
const usual = getCACertificates('default');
let closing: (() => unknown)[] = [];

/** A self-signed certificate for cam.example only. */
beforeAll(() => {
  const names = ['-subj', '/CN=cam.example', '-addext', 'subjectAltName=DNS:cam.example'];
  const files = ['-keyout', key, '-out', certificate];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  execFileSync('openssl', [...request, ...files, ...names], { stdio: 'ignore' });
});
afterEach(() => {
  setDefaultCACertificates(usual);
  for (const close of closing.reverse()) close();
  closing = [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fingerprint = (): string =>
  new X509Certificate(readFileSync(certificate)).fingerprint256.replaceAll(':', '').toLowerCase();

const trustTheCertificate = () => setDefaultCACertificates([...usual, readFileSync(certificate, 'utf8')]);

/** A camera with TLS, and the data it received; empty until a handshake succeeds. */
async function secureCamera(): Promise<{ readonly port: number; heard: string }> {
  const camera = { port: 0, heard: '' };
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (socket) => {
    socket.on('error', () => undefined).setEncoding('latin1');
    socket.on('data', (text: string) => {
      camera.heard += text;
      socket.write('RTSP/1.0 200 OK\r\n\r\n');
    });
    closing.push(() => socket.destroy());
  });
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  camera.port = (server.address() as AddressInfo).port;
  return camera;
}

function dial(port: number, name: string, certificateSha256?: string) {
  const origin = `rtsps://${name}:${port}`;
  const address = '127.0.0.1';
  const target: CameraTarget = {
    address,
    port,
    secure: true,
    name,
    origin,
    path: '/live',
    certificateSha256,
  };
  return dialCamera(target, 10_000, new AbortController().signal);
}

describe('dialCamera with an rtsps camera', () => {
  it('rejects a certificate that no trusted authority has signed, and sends nothing to the camera', async () => {
    const camera = await secureCamera();
    const response = await dial(camera.port, 'cam.example');
    expect(response).toMatchObject({
      reason: 'offline',
      detail: expect.stringMatching(
        new RegExp(`not trusted \\(DEPTH_ZERO_SELF_SIGNED_CERT\\).*${fingerprint()}.*use rtsp`),
      ),
    });
    expect(camera.heard).toBe('');
  });

  it.each(['cam.example', 'other.example', '127.0.0.1'])(
    'accepts the pinned self-signed certificate for the host %s',
    async (name) => {
      const camera = await secureCamera();
      const socket = await dial(camera.port, name, fingerprint());
      if ('reason' in socket) throw new Error(socket.detail);
      closing.push(() => socket.destroy());
      socket.write('OPTIONS * RTSP/1.0\r\n\r\n');
      await once(socket, 'data');
      expect(camera.heard).toMatch(/^OPTIONS/);
    },
  );

  it('rejects another certificate than the pinned one, also a trusted one, and sends nothing', async () => {
    trustTheCertificate();
    const camera = await secureCamera();
    const expected = 'cd'.repeat(32);
    expect(await dial(camera.port, 'cam.example', expected)).toMatchObject({
      reason: 'offline',
      detail: expect.stringContaining(`expected ${expected}, found ${fingerprint()}`),
    });
    expect(camera.heard).toBe('');
  });

  it('rejects the certificate of another host than the one in the URL', async () => {
    trustTheCertificate();
    const camera = await secureCamera();
    expect(await dial(camera.port, 'other.example')).toMatchObject({
      reason: 'offline',
      detail: expect.stringMatching(/certificate is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/),
    });
    // An address in the URL needs a certificate for that address.
    expect(await dial(camera.port, '127.0.0.1')).toMatchObject({ reason: 'offline' });
    expect(camera.heard).toBe('');
  });

  it('accepts a trusted certificate with the host name of the URL', async () => {
    trustTheCertificate();
    const camera = await secureCamera();
    const socket = await dial(camera.port, 'cam.example');
    if ('reason' in socket) throw new Error(socket.detail);
    closing.push(() => socket.destroy());
    socket.write('OPTIONS * RTSP/1.0\r\n\r\n');
    const [response] = (await once(socket, 'data')) as [Buffer];
    expect(response.toString('latin1')).toMatch(/^RTSP\/1\.0 200 OK/);
    expect(camera.heard).toMatch(/^OPTIONS/);
  });

  it('reports a server that does not speak TLS', async () => {
    const server = createPlainServer((socket) => {
      socket.on('error', () => undefined).end('RTSP/1.0 400 Bad Request\r\n\r\n');
    });
    closing.push(() => server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    expect(await dial((server.address() as AddressInfo).port, 'cam.example')).toMatchObject({
      reason: 'offline',
      detail: expect.stringMatching(/does not speak TLS; use rtsp/),
    });
  });
});
