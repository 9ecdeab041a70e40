import type { StreamFault } from './stream-fault.ts';

/** The certificate of a TLS server, as the connection found it. */
export interface PeerCertificate {
  /** Why it is not trusted, as Node's code; undefined if it is. */
  readonly error: string | undefined;
  /** SHA-256 in hexadecimal, with or without colons; undefined if the server sent none. */
  readonly fingerprint: string | undefined;
}

/**
 * Decides whether a certificate is accepted: the pinned one, and no other; without a pin a trusted one.
 * @param pinned SHA-256 fingerprint of the stream, if one is set
 * @param plain scheme of the same stream without encryption
 * @returns undefined when it is accepted
 */
export function certificateFault(
  { error, fingerprint }: PeerCertificate,
  pinned: string | undefined,
  plain: 'http' | 'rtsp',
): StreamFault | undefined {
  const found = fingerprint === undefined ? 'none' : hexOf(fingerprint);
  if (pinned !== undefined) {
    if (found === hexOf(pinned)) return undefined;
    return tlsFailed(
      `the camera's certificate has another SHA-256 fingerprint: expected ${hexOf(pinned)}, found ${found}; ` +
        'compare it at the camera before you change it',
      fingerprint,
    );
  }
  if (error === undefined) return undefined;
  return tlsFailed(
    `the camera's certificate is not trusted (${error}); compare its SHA-256 fingerprint ${found} at the camera and enter it ` +
      `with the stream, give the camera a valid one, or use ${plain}`,
    fingerprint,
  );
}

const hexOf = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

function tlsFailed(detail: string, fingerprint: string | undefined): StreamFault {
  const fault = { reason: 'offline', detail, cause: 'tls_failed' } as const;
  return fingerprint === undefined ? fault : { ...fault, certificateSha256: hexOf(fingerprint) };
}
