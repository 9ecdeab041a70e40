import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/**
 * A sealed box: X25519 with an ephemeral key pair, HKDF-SHA256 and AES-256-GCM (the construction of ECIES and RFC 9180 base
 * mode). The public key encrypts; only the private key decrypts. Key and nonce are used for one message.
 *
 * Text form: `v1.<key id>.<revision>.<base64url of ephemeral public key, ciphertext, tag>`.
 */
const format = 'v1';
const publicBytes = 32;
const tagBytes = 16;
const keyBytes = 32;
const nonceBytes = 12;
const cipher = 'aes-256-gcm';

/** A text to encrypt. `binding` is authenticated (AAD): the text can be decrypted only with the same binding. */
export interface SealRequest {
  readonly publicKey: KeyObject;
  readonly binding: string;
  readonly text: string;
  /** Default: a new random one. */
  readonly revision?: string;
}

/** The 32 bytes of an X25519 public key. */
export const rawPublicKey = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

/** The public key of 32 bytes. */
export const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });

/** Names a key: the first 8 bytes of the SHA-256 of its public half, hexadecimal. */
export const keyIdOf = (publicKey: KeyObject): string =>
  createHash('sha256').update(rawPublicKey(publicKey)).digest('hex').slice(0, 16);

export function sealText({ publicKey, binding, text, revision = newRevision() }: SealRequest): string {
  const ephemeral = generateKeyPairSync('x25519');
  const header = `${format}.${keyIdOf(publicKey)}.${revision}`;
  const sender = rawPublicKey(ephemeral.publicKey);
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey });
  const { key, nonce } = derive(secret, sender, rawPublicKey(publicKey));
  const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  encryption.setAAD(Buffer.from(`${header}|${binding}`));
  const body = Buffer.concat([encryption.update(text, 'utf8'), encryption.final()]);
  return `${header}.${Buffer.concat([sender, body, encryption.getAuthTag()]).toString('base64url')}`;
}

/** @throws {Error} when the text was changed, is bound to something else, or was encrypted with another key */
export function openText(privateKey: KeyObject, binding: string, sealed: string): string {
  const [version, keyId, revision, encoded = ''] = sealed.split('.');
  const bytes = Buffer.from(encoded, 'base64url');
  if (version !== format || bytes.length < publicBytes + tagBytes || bytes.toString('base64url') !== encoded)
    throw new Error('expected an encrypted value of format v1');
  const sender = bytes.subarray(0, publicBytes);
  const secret = diffieHellman({ privateKey, publicKey: publicKeyOf(sender) });
  const { key, nonce } = derive(secret, sender, rawPublicKey(createPublicKey(privateKey)));
  const decryption = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  decryption.setAAD(Buffer.from(`${format}.${keyId}.${revision}|${binding}`));
  decryption.setAuthTag(bytes.subarray(-tagBytes));
  const body = bytes.subarray(publicBytes, -tagBytes);
  return Buffer.concat([decryption.update(body), decryption.final()]).toString('utf8');
}

const newRevision = (): string => randomBytes(12).toString('base64url');

function derive(secret: Buffer, sender: Buffer, recipient: Buffer): { key: Buffer; nonce: Buffer } {
  const salt = Buffer.concat([sender, recipient]);
  const bytes = Buffer.from(hkdfSync('sha256', secret, salt, 'vialog secret v1', keyBytes + nonceBytes));
  return { key: bytes.subarray(0, keyBytes), nonce: bytes.subarray(keyBytes) };
}
