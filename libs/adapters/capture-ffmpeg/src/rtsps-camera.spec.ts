import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import { describeUnless, missingSystemNeeds, type RtspServer, startRtspServer } from '@vialog/testkit';
import { FfmpegSource } from './ffmpeg-source.ts';
import { resolveHost } from './resolve-host.fixture.ts';

const login = { username: 'viewer', password: 'S3cret-hunter2' };

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)(
  'an RTSPS camera with a self-signed certificate',
  () => {
    let folder = '';
    let certificate = '';
    let fingerprint = '';
    let server: RtspServer | undefined;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vialog-rtsps-'));
      const [key, chain] = [join(folder, 'key.pem'), join(folder, 'chain.pem')];
      const files = ['-keyout', key, '-out', chain, '-subj', '/CN=camera'];
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files], {
        stdio: 'ignore',
      });
      certificate = join(folder, 'camera.pem');
      const pem = await readFile(chain, 'utf8');
      await writeFile(certificate, pem + (await readFile(key, 'utf8')));
      fingerprint = new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
    });
    afterEach(() => server?.stop());
    afterAll(() => rm(folder, { recursive: true, force: true }));

    async function first(
      method: 'basic' | 'digest',
      certificateSha256?: string,
    ): Promise<CaptureEvent | undefined> {
      const source = { pattern: 'smpte', width: 320, height: 180 };
      server = await startRtspServer({ source, fps: 5, certificate, authentication: { method, ...login } });
      const ffmpeg = new FfmpegSource({
        clock: { now: () => Date.now(), monotonic: () => performance.now() },
        random: () => 0,
        searchPath: process.env['PATH'] ?? '',
        allowed: parseAddressRanges('127.0.0.0/8'),
        resolve: resolveHost,
      });
      const pin = certificateSha256 === undefined ? {} : { certificateSha256 };
      const request = {
        // RTP over UDP would leave the encryption, so TCP is used all the same.
        stream: { url: server.url, transport: 'udp' as const, ...pin },
        plan: { mode: 'interval', intervalMs: 1_000 } as const,
        width: 320,
        pixelFormat: 'rgb24' as const,
        credentials: login,
      };
      for await (const event of ffmpeg.frames(request, AbortSignal.timeout(900_000))) return event;
      return undefined;
    }

    it.each(['basic', 'digest'] as const)(
      'delivers pictures with its pinned certificate and %s authentication',
      async (method) => {
        expect(await first(method, fingerprint)).toMatchObject({
          kind: 'picture',
          picture: { width: 320, height: 180 },
        });
      },
    );

    it('an RTSPS camera with a self-signed certificate is rejected without a pin, and the message names the fingerprint and not the password', async () => {
      const event = await first('digest');
      expect(event).toMatchObject({ kind: 'fault', detail: expect.stringContaining(fingerprint) });
      expect(JSON.stringify(event)).not.toContain(login.password);
    });

    it('an RTSPS camera with a self-signed certificate is rejected with the fingerprint of another certificate, and the message names both', async () => {
      const other = 'cd'.repeat(32);
      expect(await first('digest', other)).toMatchObject({
        kind: 'fault',
        detail: expect.stringContaining(`expected ${other}, found ${fingerprint}`),
      });
    });
  },
);
