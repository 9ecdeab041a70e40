import { createHash } from 'node:crypto';
import type { Credentials } from '@vialog/capture';

const security = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const utility = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const profile = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const messageSecurity = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0';

/** Wraps a body into a SOAP 1.2 envelope. */
export function soapEnvelope(body: string, header = ''): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>${header}</s:Header>` +
    `<s:Body>${body}</s:Body></s:Envelope>`
  );
}

export interface TokenUse {
  /** Random bytes, new for each request. */
  readonly nonce: Buffer;
  /** Time by the clock of the device, ISO 8601. Devices reject tokens that are a few minutes old, and repeated nonces. */
  readonly created: string;
}

/** The header that proves the password without sending it: UsernameToken with a password digest (WS-Security 1.1). */
export function usernameToken({ username, password }: Credentials, { nonce, created }: TokenUse): string {
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return (
    `<w:Security s:mustUnderstand="1" xmlns:w="${security}"><w:UsernameToken>` +
    `<w:Username>${escapeXml(username)}</w:Username>` +
    `<w:Password Type="${profile}#PasswordDigest">${digest}</w:Password>` +
    `<w:Nonce EncodingType="${messageSecurity}#Base64Binary">${nonce.toString('base64')}</w:Nonce>` +
    `<u:Created xmlns:u="${utility}">${created}</u:Created></w:UsernameToken></w:Security>`
  );
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
