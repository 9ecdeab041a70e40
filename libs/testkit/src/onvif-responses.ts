import { actionNotSupported, type OnvifHttpResponse } from './onvif-fault-responses.ts';

/** A media profile of the device; stream URLs by transport, absent where the device offers none. */
export interface OnvifTestProfile {
  readonly token: string;
  readonly name: string;
  readonly source: string;
  readonly encoding: string;
  readonly width: number;
  readonly height: number;
  readonly fps?: number;
  readonly bitrateKbps?: number;
  readonly gop?: number;
  readonly streams: { readonly tcp?: string; readonly udp?: string; readonly http?: string };
  readonly snapshot?: string;
}

export interface OnvifDeviceFacts {
  readonly origin: string;
  readonly endpoint: string;
  /** By the clock of the device. */
  readonly now: number;
  readonly profiles: readonly OnvifTestProfile[];
  readonly hasMedia2: boolean;
  readonly hasGetServices: boolean;
  readonly serialNumber: string;
}

interface SoapRequest {
  readonly text: string;
  readonly path: string;
  readonly facts: OnvifDeviceFacts;
}

/** The response of a device without faults. */
export function responseTo(operation: string, requested: SoapRequest): OnvifHttpResponse {
  if (operation === 'GetServices' && !requested.facts.hasGetServices) return actionNotSupported;
  const content = contents[operation]?.(requested);
  return content === undefined ? actionNotSupported : { status: 200, body: envelope(content) };
}

const contents: Readonly<Record<string, (requested: SoapRequest) => string | undefined>> = {
  GetSystemDateAndTime: ({ facts }) => dateAndTime(new Date(facts.now)),
  GetServices: ({ facts }) => {
    const services = [`${device}`, `${media}`, ...(facts.hasMedia2 ? [media2] : [])];
    const list = services.map(
      (namespace) =>
        `<tds:Service><tds:Namespace>${namespace}</tds:Namespace>` +
        `<tds:XAddr>${facts.origin}${paths[namespace]}</tds:XAddr></tds:Service>`,
    );
    return `<tds:GetServicesResponse>${list.join('')}</tds:GetServicesResponse>`;
  },
  GetCapabilities: ({ facts }) =>
    `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>${facts.origin}${paths[media]}</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`,
  GetDeviceInformation: ({ facts }) =>
    '<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme &amp; Sons</tds:Manufacturer><tds:Model>Eye 4</tds:Model>' +
    `<tds:FirmwareVersion>5.7.3 build 1</tds:FirmwareVersion><tds:SerialNumber>${facts.serialNumber}</tds:SerialNumber>` +
    '<tds:HardwareId>88</tds:HardwareId></tds:GetDeviceInformationResponse>',
  GetScopes: () =>
    `<tds:GetScopesResponse>${scopes
      .map(
        (scope) =>
          `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${scope}</tt:ScopeItem></tds:Scopes>`,
      )
      .join('')}</tds:GetScopesResponse>`,
  GetProfiles: ({ path, facts }) =>
    path === paths[media2] ? profiles2(facts.profiles) : profiles1(facts.profiles),
  GetStreamUri: ({ text, path, facts }) => {
    const protocol = /Protocol>(\w+)</.exec(text)?.[1] ?? '';
    const uri = profileIn(text, facts)?.streams[transports[protocol] ?? 'tcp'];
    return uri === undefined ? undefined : uriResponse('GetStreamUri', uri, path);
  },
  GetSnapshotUri: ({ text, path, facts }) => {
    const uri = profileIn(text, facts)?.snapshot;
    return uri === undefined ? undefined : uriResponse('GetSnapshotUri', uri, path);
  },
};

const device = 'http://www.onvif.org/ver10/device/wsdl';
const media = 'http://www.onvif.org/ver10/media/wsdl';
const media2 = 'http://www.onvif.org/ver20/media/wsdl';
const paths: Readonly<Record<string, string>> = {
  [device]: '/onvif/device_service',
  [media]: '/onvif/media_service',
  [media2]: '/onvif/media2_service',
};
const scopes = [
  'onvif://www.onvif.org/Profile/Streaming',
  'onvif://www.onvif.org/name/Gate%201%20%E5%8C%97',
  'onvif://www.onvif.org/hardware/Eye%204',
  'onvif://www.onvif.org/location/country/china',
  'onvif://www.onvif.org/location/city/wuhan',
];
const transports: Readonly<Record<string, 'tcp' | 'udp' | 'http'>> = {
  RTSP: 'tcp',
  UDP: 'udp',
  RtspUnicast: 'udp',
  HTTP: 'http',
  RtspOverHttp: 'http',
};

const envelope = (content: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" ' +
  `xmlns:tds="${device}" xmlns:trt="${media}" xmlns:tr2="${media2}" xmlns:tt="http://www.onvif.org/ver10/schema">` +
  `<env:Body>${content}</env:Body></env:Envelope>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function dateAndTime(at: Date): string {
  const time = `<tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time>`;
  const date = `<tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date>`;
  return (
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType>' +
    `<tt:UTCDateTime>${time}${date}</tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`
  );
}

function profileIn(text: string, { profiles }: OnvifDeviceFacts): OnvifTestProfile | undefined {
  const token = /ProfileToken>([^<]+)</.exec(text)?.[1];
  return profiles.find((profile) => escaped(profile.token) === token);
}

function uriResponse(operation: string, uri: string, path: string): string {
  const isMedia2 = path === paths[media2];
  const content = isMedia2
    ? `<tr2:Uri>${escaped(uri)}</tr2:Uri>`
    : `<trt:MediaUri><tt:Uri>${escaped(uri)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect></trt:MediaUri>`;
  const prefix = isMedia2 ? 'tr2' : 'trt';
  return `<${prefix}:${operation}Response>${content}</${prefix}:${operation}Response>`;
}

const rates = ({ fps = 25, bitrateKbps = 2_048 }: OnvifTestProfile): string =>
  `<tt:RateControl><tt:FrameRateLimit>${fps}</tt:FrameRateLimit><tt:BitrateLimit>${bitrateKbps}</tt:BitrateLimit></tt:RateControl>`;
const resolution = ({ width, height }: OnvifTestProfile): string =>
  `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>`;

function profiles1(profiles: readonly OnvifTestProfile[]): string {
  const list = profiles.map(
    (one) =>
      `<trt:Profiles token="${escaped(one.token)}" fixed="true"><tt:Name>${one.name}</tt:Name>` +
      `<tt:VideoSourceConfiguration token="v"><tt:SourceToken>${one.source}</tt:SourceToken></tt:VideoSourceConfiguration>` +
      // Media service 1 knows no H.265: devices name H264 instead.
      `<tt:VideoEncoderConfiguration token="e"><tt:Encoding>${one.encoding === 'H265' ? 'H264' : one.encoding}</tt:Encoding>` +
      `${resolution(one)}${rates(one)}<tt:H264><tt:GovLength>${one.gop ?? 50}</tt:GovLength></tt:H264>` +
      '</tt:VideoEncoderConfiguration></trt:Profiles>',
  );
  return `<trt:GetProfilesResponse>${list.join('')}</trt:GetProfilesResponse>`;
}

function profiles2(profiles: readonly OnvifTestProfile[]): string {
  const list = profiles.map(
    (one) =>
      `<tr2:Profiles token="${escaped(one.token)}" fixed="true"><tr2:Name>${one.name}</tr2:Name><tr2:Configurations>` +
      `<tr2:VideoSource token="v"><tt:SourceToken>${one.source}</tt:SourceToken></tr2:VideoSource>` +
      `<tr2:VideoEncoder token="e" GovLength="${one.gop ?? 50}"><tt:Encoding>${one.encoding}</tt:Encoding>` +
      `${resolution(one)}${rates(one)}</tr2:VideoEncoder></tr2:Configurations></tr2:Profiles>`,
  );
  return `<tr2:GetProfilesResponse>${list.join('')}</tr2:GetProfilesResponse>`;
}

/** The response to a WS-Discovery probe. */
export function probeMatchOf({ endpoint, origin }: OnvifDeviceFacts, messageId: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" ' +
    'xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" ' +
    'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><env:Header>' +
    `<wsa:MessageID>uuid:response</wsa:MessageID><wsa:RelatesTo>${messageId}</wsa:RelatesTo>` +
    '<wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</wsa:Action></env:Header><env:Body><d:ProbeMatches>' +
    `<d:ProbeMatch><wsa:EndpointReference><wsa:Address>${endpoint}</wsa:Address></wsa:EndpointReference>` +
    `<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${scopes.join(' ')}</d:Scopes>` +
    `<d:XAddrs>http://[fe80::1]/onvif/device_service ${origin}${paths[device]}</d:XAddrs>` +
    '<d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></env:Body></env:Envelope>'
  );
}
