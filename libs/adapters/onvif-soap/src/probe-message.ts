import { scopeFacts, type ScopeFacts } from './scopes.ts';
import { nodeAt, nodesAt, parseXml, readable, textAt, type XmlNode } from './xml-node.ts';

/** A device that responded to a probe. */
export interface ProbeMatch extends ScopeFacts {
  readonly deviceUrl: string;
  readonly endpoint?: string;
  readonly warning?: string;
}

/** A probe for ONVIF devices in the version of WS-Discovery that ONVIF uses (April 2005). */
export function probeMessage(messageId: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" ' +
    'xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" ' +
    'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" ' +
    'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header>' +
    `<w:MessageID>${messageId}</w:MessageID>` +
    '<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>' +
    '<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>' +
    '<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>'
  );
}

export interface ProbeContext {
  readonly messageId: string;
  /** Address from which the packet came. */
  readonly sender: string;
}

/** The devices in a response to this probe; none for other packets. */
export function probeMatches(packet: string, { messageId, sender }: ProbeContext): ProbeMatch[] {
  const envelope = nodeAt(parseXml(packet), 'Envelope');
  if (textAt(envelope, 'Header', 'RelatesTo') !== messageId) return [];
  const matches = nodesAt(nodeAt(envelope, 'Body', 'ProbeMatches'), 'ProbeMatch');
  return matches.slice(0, 64).flatMap((match) => matchOf(match, sender) ?? []);
}

function matchOf(match: XmlNode, sender: string): ProbeMatch | undefined {
  const addresses = words(textAt(match, 'XAddrs')).flatMap((text) => httpUrl(text) ?? []);
  const own = addresses.find(({ hostname }) => hostname === sender);
  const chosen = own ?? addresses.find(({ hostname }) => /^[\d.]+$/.test(hostname)) ?? addresses[0];
  if (chosen === undefined) return undefined;
  const endpoint = readable(textAt(match, 'EndpointReference', 'Address'));
  return {
    ...scopeFacts(words(textAt(match, 'Scopes')).slice(0, 100)),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...addressOf(chosen, own === undefined, sender),
  };
}

/** A device is listed at the address from which it responded: a person then never sends a password to another host unnoticed. */
function addressOf(
  chosen: URL,
  isElsewhere: boolean,
  sender: string,
): Pick<ProbeMatch, 'deviceUrl' | 'warning'> {
  if (!isElsewhere) return { deviceUrl: chosen.href };
  const named = chosen.host;
  const own = new URL(chosen);
  own.hostname = sender;
  return {
    deviceUrl: own.href,
    warning: `The device responded from ${sender} and names the address ${named}; it is listed at ${own.host}.`,
  };
}

const words = (text: string | undefined): readonly string[] => (text ?? '').split(/\s+/).filter(Boolean);

function httpUrl(text: string): URL | undefined {
  if (text.length > 500 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url;
}
