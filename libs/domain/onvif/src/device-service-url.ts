import { VialogError } from '@vialog/contracts';

/** Path of the device service that the ONVIF core specification prescribes. */
const servicePath = '/onvif/device_service';
const example = 'expected a host like 192.0.2.5, 192.0.2.5:8080 or http://192.0.2.5/onvif/device_service';

/**
 * The URL of the device service for what a person typed: a host, host:port or a URL.
 * @throws {VialogError} VALIDATION_FAILED
 */
export function deviceServiceUrl(typed: string): URL {
  const text = typed.trim();
  if (/\p{Cc}|\s/u.test(text)) throw rejection(`${example}, without spaces`);
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${bracketed(text)}`;
  if (!URL.canParse(written)) throw rejection(example);
  const url = new URL(written);
  const found = invalidPart(url);
  if (found !== undefined) throw rejection(found);
  if (url.pathname === '/') url.pathname = servicePath;
  url.hash = '';
  return url;
}

function invalidPart({ username, password, protocol, hostname, port }: URL): string | undefined {
  if (username !== '' || password !== '')
    return 'expected the host without user name and password; enter them as credentials';
  if (protocol !== 'http:' && protocol !== 'https:')
    return `${example}; found ${protocol} To register a stream URL, add a camera with it`;
  return hostname === '' || port === '0' ? example : undefined;
}

/** A bare IPv6 address needs brackets in a URL. */
const bracketed = (text: string): string =>
  /^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 2 ? `[${text}]` : text;

const rejection = (message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', `Invalid device: ${message}.`, {
    details: [{ path: 'host', message }],
  });
