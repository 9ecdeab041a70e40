import type { XmlNode } from './xml-node.ts';
import { nodeAt, nodesAt, textAt } from './xml-node.ts';

export const deviceNamespace = 'http://www.onvif.org/ver10/device/wsdl';
export const mediaNamespace = 'http://www.onvif.org/ver10/media/wsdl';
export const media2Namespace = 'http://www.onvif.org/ver20/media/wsdl';

/** URLs of the media services, at the host that a person named. */
export interface MediaServices {
  /** Media service 1, of ONVIF profile S. */
  readonly media?: URL;
  /** Media service 2, of ONVIF profile T: the only one that names H.265. */
  readonly media2?: URL;
  /** The device names another host for a service; the host that the person named is used. */
  readonly otherHost?: string;
}

/** Reads `GetServicesResponse`. */
export function servicesOf(body: XmlNode, device: URL): MediaServices {
  const services = nodesAt(nodeAt(body, 'GetServicesResponse'), 'Service');
  const addressOf = (namespace: string): string | undefined => {
    const service = services.find((one) => textAt(one, 'Namespace') === namespace);
    return service === undefined ? undefined : (textAt(service, 'XAddr') ?? device.href);
  };
  return mediaServices(addressOf(mediaNamespace), addressOf(media2Namespace), device);
}

/** Reads `GetCapabilitiesResponse`, for devices without `GetServices`. */
export function capabilitiesOf(body: XmlNode, device: URL): MediaServices {
  const media = textAt(body, 'GetCapabilitiesResponse', 'Capabilities', 'Media', 'XAddr');
  return mediaServices(media, undefined, device);
}

function mediaServices(media: string | undefined, media2: string | undefined, device: URL): MediaServices {
  const found = [media, media2].map((text) => (text === undefined ? undefined : serviceAt(text, device)));
  const otherHost = found.find((one) => one?.otherHost !== undefined)?.otherHost;
  return {
    ...(found[0] === undefined ? {} : { media: found[0].url }),
    ...(found[1] === undefined ? {} : { media2: found[1].url }),
    ...(otherHost === undefined ? {} : { otherHost }),
  };
}

/**
 * Only the host that a person named is contacted, because a request carries the proof of the password: of a service at another
 * host (behind a router, or a lie) only the path is used. TLS is never given up.
 */
function serviceAt(text: string, device: URL): { readonly url: URL; readonly otherHost?: string } {
  if (!URL.canParse(text, device.href)) return { url: device };
  const named = new URL(text, device.href);
  const path = `${named.pathname}${named.search}`;
  if (named.hostname !== device.hostname)
    return { url: new URL(path, device.origin), otherHost: named.hostname };
  const isDowngrade = device.protocol === 'https:' && named.protocol !== 'https:';
  const isHttp = named.protocol === 'http:' || named.protocol === 'https:';
  return { url: new URL(path, isDowngrade || !isHttp ? device.origin : named.origin) };
}
