import { describe, expect, it } from '@jest/globals';
import { certificateFault } from './certificate-fault.ts';

const fingerprint = Array(32).fill('AB').join(':');
const other = 'cd'.repeat(32);

describe('certificateFault', () => {
  it.each([
    ['a trusted certificate without a pin', undefined, undefined],
    ['the pinned certificate although it is not trusted', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ab'.repeat(32)],
    ['the pinned certificate in another spelling', 'CERT_HAS_EXPIRED', fingerprint],
  ])('accepts %s', (_title, error, pinned) => {
    expect(certificateFault({ error, fingerprint }, pinned, 'rtsp')).toBeUndefined();
  });

  it('rejects another certificate than the pinned one, also a trusted one, and names both', () => {
    const fault = certificateFault({ error: undefined, fingerprint }, other, 'rtsp');
    expect(fault?.detail).toContain(`expected ${other}, found ${'ab'.repeat(32)}`);
    expect(fault?.cause).toBe('tls_failed');
    expect((fault?.detail ?? '').length).toBeLessThanOrEqual(300);
  });

  it('names the fingerprint of a certificate that is not trusted, so that it can be entered', () => {
    const fault = certificateFault({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT', fingerprint }, undefined, 'http');
    expect(fault?.detail).toMatch(/not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*(ab){32}.*use http/);
    expect(fault?.certificateSha256).toBe('ab'.repeat(32));
    expect((fault?.detail ?? '').length).toBeLessThanOrEqual(300);
  });

  it('rejects a server without a certificate when one is pinned', () => {
    expect(certificateFault({ error: undefined, fingerprint: undefined }, other, 'rtsp')?.detail).toContain(
      'found none',
    );
  });
});
