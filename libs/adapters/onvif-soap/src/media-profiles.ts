import type { OnvifTransport } from '@vialog/contracts';
import { media2Namespace, mediaNamespace } from './device-services.ts';
import { escapeXml } from './soap-envelope.ts';
import { nodeAt, nodesAt, numberAt, readable, readableAt, textAt, type XmlNode } from './xml-node.ts';

/** A profile as it is listed, before its stream URLs are requested. */
export interface ListedProfile {
  readonly token: string;
  readonly name: string;
  readonly source: string;
  readonly encoding?: string;
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly bitrateKbps?: number;
  readonly gop?: number;
}

/** Requests and responses of one version of the media service. */
export interface MediaVersion {
  readonly getProfiles: string;
  profilesOf(body: XmlNode): readonly ListedProfile[];
  getStreamUri(token: string, transport: OnvifTransport): string;
  getSnapshotUri(token: string): string;
  uriOf(body: XmlNode): string | undefined;
}

const protocols1: Readonly<Record<OnvifTransport, string>> = { tcp: 'RTSP', udp: 'UDP', http: 'HTTP' };
const protocols2: Readonly<Record<OnvifTransport, string>> = {
  tcp: 'RTSP',
  udp: 'RtspUnicast',
  http: 'RtspOverHttp',
};

export const media1: MediaVersion = {
  getProfiles: `<GetProfiles xmlns="${mediaNamespace}"/>`,
  profilesOf: (body) =>
    nodesAt(nodeAt(body, 'GetProfilesResponse'), 'Profiles').map((profile) => {
      const encoder = nodeAt(profile, 'VideoEncoderConfiguration');
      const gop = numberAt(encoder, 'H264', 'GovLength') ?? numberAt(encoder, 'MPEG4', 'GovLength');
      return listed(profile, { sourcePath: ['VideoSourceConfiguration', 'SourceToken'], encoder, gop });
    }),
  getStreamUri: (token, transport) =>
    `<GetStreamUri xmlns="${mediaNamespace}"><StreamSetup>` +
    '<Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>' +
    `<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>${protocols1[transport]}</Protocol></Transport>` +
    `</StreamSetup><ProfileToken>${escapeXml(token)}</ProfileToken></GetStreamUri>`,
  getSnapshotUri: (token) =>
    `<GetSnapshotUri xmlns="${mediaNamespace}"><ProfileToken>${escapeXml(token)}</ProfileToken></GetSnapshotUri>`,
  uriOf: (body) =>
    textAt(body, 'GetStreamUriResponse', 'MediaUri', 'Uri') ??
    textAt(body, 'GetSnapshotUriResponse', 'MediaUri', 'Uri'),
};

export const media2: MediaVersion = {
  getProfiles: `<GetProfiles xmlns="${media2Namespace}"><Type>VideoSource</Type><Type>VideoEncoder</Type></GetProfiles>`,
  profilesOf: (body) =>
    nodesAt(nodeAt(body, 'GetProfilesResponse'), 'Profiles').map((profile) => {
      const encoder = nodeAt(profile, 'Configurations', 'VideoEncoder');
      const sourcePath = ['Configurations', 'VideoSource', 'SourceToken'];
      return listed(profile, { sourcePath, encoder, gop: numberAt(encoder, '@GovLength') });
    }),
  getStreamUri: (token, transport) =>
    `<GetStreamUri xmlns="${media2Namespace}"><Protocol>${protocols2[transport]}</Protocol>` +
    `<ProfileToken>${escapeXml(token)}</ProfileToken></GetStreamUri>`,
  getSnapshotUri: (token) =>
    `<GetSnapshotUri xmlns="${media2Namespace}"><ProfileToken>${escapeXml(token)}</ProfileToken></GetSnapshotUri>`,
  uriOf: (body) =>
    textAt(body, 'GetStreamUriResponse', 'Uri') ?? textAt(body, 'GetSnapshotUriResponse', 'Uri'),
};

interface Parts {
  readonly sourcePath: readonly string[];
  readonly encoder: XmlNode | undefined;
  readonly gop: number | undefined;
}

function listed(profile: XmlNode, { sourcePath, encoder, gop }: Parts): ListedProfile {
  const token = textAt(profile, '@token') ?? '';
  const values = {
    encoding: readableAt(encoder, 'Encoding'),
    width: wholeAt(encoder, 'Resolution', 'Width'),
    height: wholeAt(encoder, 'Resolution', 'Height'),
    fps: numberAt(encoder, 'RateControl', 'FrameRateLimit'),
    bitrateKbps: numberAt(encoder, 'RateControl', 'BitrateLimit'),
    gop,
  };
  return {
    token: token.slice(0, 200),
    name: readableAt(profile, 'Name') ?? readable(token) ?? '',
    source: readable(textAt(profile, ...sourcePath)) ?? '',
    ...(Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    ) as Partial<ListedProfile>),
  };
}

function wholeAt(node: XmlNode | undefined, ...path: readonly string[]): number | undefined {
  const value = numberAt(node, ...path);
  return value === undefined ? undefined : Math.min(Math.round(value), 100_000);
}
