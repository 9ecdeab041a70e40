import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sealedParts } from '@vialog/contracts';
import { newKey } from './key-file.ts';
import { KeyRing } from './key-ring.ts';
import { PublicKeySealer, writePublicKeyFile } from './public-key-file.ts';

const now = '2026-03-02T08:00:00.000Z';
const owner = { cameraId: 'cam000000001', field: 'credentials' };

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vialog-keys-'));
  path = join(folder, 'new', 'secret-keys.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the key file', () => {
  it('the key file is created with mode 0600 and read again at the next start', async () => {
    const first = await KeyRing.openOrCreate(path, now);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'new'))).toEqual(['secret-keys.json']);
    const sealed = await first.seal(owner, 'secret');
    expect(await (await KeyRing.openOrCreate(path, now)).open(owner, sealed)).toBe('secret');
  });

  it('the key file holds one key when many processes create it at once', async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => KeyRing.openOrCreate(path, now)));
    expect(new Set(rings.map(({ currentKeyId }) => currentKeyId)).size).toBe(1);
  });

  it('a key file is rejected with the command that helps when other users may read it', async () => {
    await KeyRing.openOrCreate(path, now);
    for (const mode of [0o640, 0o604, 0o644]) {
      chmodSync(path, mode);
      await expect(KeyRing.openOrCreate(path, now)).rejects.toThrow(`Run: chmod 600 ${path}`);
    }
    chmodSync(path, 0o400);
    expect((await KeyRing.openOrCreate(path, now)).keyIds).toHaveLength(1);
  });

  it.each([
    '',
    '{}',
    'secret-text',
    '{"vialogSecretKeys":1,"keys":[{"id":"a","createdAt":"b","x":"secret-text","d":"?"}]}',
  ])('a key file that holds %j is rejected without repeating its content', async (text) => {
    writeFileSync(join(folder, 'keys'), text, { mode: 0o600 });
    const outcome = KeyRing.openOrCreate(join(folder, 'keys'), now);
    await expect(outcome).rejects.toThrow(/is not valid\. Restore it from a backup\./);
    await expect(outcome).rejects.not.toThrow(/secret-text/);
  });
});

describe('the key ring', () => {
  it('names the missing key and says what to do about a secret of another key', async () => {
    const sealed = await (await KeyRing.openOrCreate(join(folder, 'other'), now)).seal(owner, 'secret');
    const ring = await KeyRing.openOrCreate(path, now);
    await expect(ring.open(owner, sealed)).rejects.toThrow(
      new RegExp(`need the key ${sealedParts(sealed).keyId}.*Restore the key file`),
    );
  });

  it('the key ring says that a secret of another camera must be entered again', async () => {
    const ring = await KeyRing.openOrCreate(path, now);
    const sealed = await ring.seal(owner, 'secret');
    await expect(ring.open({ ...owner, cameraId: 'cam000000002' }, sealed)).rejects.toThrow(
      /Enter them again/,
    );
  });

  it('uses a key that another process added, and still opens what a removed key encrypts', async () => {
    const ring = await KeyRing.openOrCreate(path, now);
    const before = await ring.seal(owner, 'secret');
    const rotating = await KeyRing.open(path);
    await rotating.addKey(newKey(now));
    const resealed = await rotating.reseal(owner, before);
    await rotating.removeOldKeys();
    expect(await ring.open(owner, resealed)).toBe('secret');
    expect(sealedParts(await ring.seal(owner, 'x')).keyId).toBe(rotating.currentKeyId);
    expect(await ring.open(owner, before)).toBe('secret');
    expect(sealedParts(resealed).revision).toBe(sealedParts(before).revision);
    await expect((await KeyRing.open(path)).open(owner, before)).rejects.toThrow(/need the key/);
  });
});

describe('the public key file', () => {
  it('encrypts for the key ring and contains no private key', async () => {
    const ring = await KeyRing.openOrCreate(path, now);
    const publicPath = join(folder, 'public-key.json');
    await writePublicKeyFile(publicPath, ring.current);
    expect(await ring.open(owner, await new PublicKeySealer(publicPath).seal(owner, 'secret'))).toBe(
      'secret',
    );
    const { d } = (JSON.parse(readFileSync(path, 'utf8')) as { keys: { d: string }[] }).keys[0] ?? { d: '' };
    expect(d).toHaveLength(43);
    expect(readFileSync(publicPath, 'utf8')).not.toContain(d);
  });

  it.each(['missing', 'damaged'])('returns SECRETS_UNAVAILABLE when it is %s', async (state) => {
    const publicPath = join(folder, 'public-key.json');
    if (state === 'damaged') writeFileSync(publicPath, '{"vialogPublicKey":1,"id":"0","x":"AA"}');
    await expect(new PublicKeySealer(publicPath).seal(owner, 'secret')).rejects.toMatchObject({
      code: 'SECRETS_UNAVAILABLE',
      message: expect.stringContaining('VIALOG_PUBLIC_KEY_FILE'),
    });
  });
});
