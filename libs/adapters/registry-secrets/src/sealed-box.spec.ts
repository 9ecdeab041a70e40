import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sealedParts, sealedSecret } from '@vialog/contracts';
import fc from 'fast-check';
import { keyIdOf, openText, publicKeyOf, rawPublicKey, sealText } from './sealed-box.ts';

const { publicKey, privateKey } = generateKeyPairSync('x25519');
const other = generateKeyPairSync('x25519');
const binding = 'cam000000001|credentials';

describe('a sealed box', () => {
  it('a sealed box opens to the sealed text for any text and binding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, bound) => {
        const sealed = sealText({ publicKey, binding: bound, text });
        expect(sealedSecret.safeParse(sealed).success).toBe(true);
        expect(openText(privateKey, bound, sealed)).toBe(text.toWellFormed());
      }),
    );
  });

  it('a sealed box does not open when any character of the sealed text is changed', () => {
    const sealed = sealText({ publicKey, binding, text: 'p@ss wörd' });
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...'aZ0_-.'), (at, character) => {
        const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
        fc.pre(changed !== sealed);
        expect(() => openText(privateKey, binding, changed)).toThrow();
      }),
    );
  });

  it('a sealed box does not open for another camera or field, nor with another key', () => {
    const sealed = sealText({ publicKey, binding, text: 'secret' });
    expect(() => openText(privateKey, 'cam000000002|credentials', sealed)).toThrow();
    expect(() => openText(privateKey, 'cam000000001|url:pwd', sealed)).toThrow();
    expect(() => openText(other.privateKey, binding, sealed)).toThrow();
  });

  it('a sealed box names the key that decrypts it, and differs each time', () => {
    const [first, second] = [1, 2].map(() => sealText({ publicKey, binding, text: 'secret' }));
    expect(sealedParts(first as string).keyId).toBe(keyIdOf(publicKey));
    expect(first).not.toBe(second);
    expect(sealedParts(first as string).revision).not.toBe(sealedParts(second as string).revision);
  });

  it('sealing needs only the 32 bytes of the public key', () => {
    const sealed = sealText({ publicKey: publicKeyOf(rawPublicKey(publicKey)), binding, text: 'secret' });
    expect(openText(privateKey, binding, sealed)).toBe('secret');
  });
});
