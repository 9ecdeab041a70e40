import { VialogError, type OnvifAccess, type OnvifReading } from '@vialog/contracts';
import { withRoles } from '@vialog/onvif';
import type { StreamAddressRules } from '@vialog/network-guard';
import { capabilitiesOf, deviceNamespace, type MediaServices, servicesOf } from './device-services.ts';
import { type ProfilesRead, readProfiles } from './read-profiles.ts';
import { scopeFacts, type ScopeFacts } from './scopes.ts';
import type { SoapResponse } from './judge-soap.ts';
import type { SoapClient } from './soap-client.ts';
import { nodeAt, nodesAt, readableAt, textAt, type XmlNode } from './xml-node.ts';

export interface ReadDeviceOptions {
  readonly client: SoapClient;
  readonly rules: StreamAddressRules;
  readonly hasCredentials: boolean;
  readonly now: () => number;
}

/** Clocks that differ more than this are worth a warning, ms. */
const clockWarningMs = 5_000;

/**
 * Reads one device: clock, services, device information, scopes and media profiles.
 * @throws {VialogError} STREAM_REFUSED for an address that is not allowed, DEVICE_UNREACHABLE when nothing responds as ONVIF
 */
export async function readDevice(device: URL, options: ReadDeviceOptions): Promise<OnvifReading> {
  const { client, hasCredentials } = options;
  const clockOffsetMs = await synchronise(device, options);
  // The first request with the password: if it is rejected, no other one carries it.
  const information = await client.call(device, request('GetDeviceInformation'));
  const services = await mediaServices(device, client);
  const read = await readRest(device, services, options);
  const problem = read.problem ?? (information.kind === 'body' ? undefined : information.detail);
  return {
    deviceUrl: device.href,
    foundBy: 'host',
    access: accessOf(information, { client, hasCredentials }),
    ...(information.kind === 'body' ? informationOf(information.body) : {}),
    ...read.scopes,
    ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
    profiles: withRoles(read.profiles),
    ...(problem === undefined ? {} : { problem }),
    warnings: [...warningsOf(services, clockOffsetMs), ...read.warnings],
  };
}

type Rest = ProfilesRead & { readonly scopes: ScopeFacts };

async function readRest(device: URL, services: MediaServices, options: ReadDeviceOptions): Promise<Rest> {
  const scopes = await options.client.call(device, request('GetScopes'));
  const profiles = await readProfiles(device, services, options);
  return { ...profiles, scopes: scopes.kind === 'body' ? scopeFactsOf(scopes.body) : {} };
}

const request = (operation: string, content = ''): string =>
  `<${operation} xmlns="${deviceNamespace}">${content}</${operation}>`;

/** A token carries the time of the device, so the clock is read first; ONVIF allows this without a user. */
async function synchronise(device: URL, { client, now }: ReadDeviceOptions): Promise<number | undefined> {
  const response = await client.send(device, request('GetSystemDateAndTime'));
  rejectUnreachable(response);
  const time = response.kind === 'body' ? utcOf(response.body) : undefined;
  if (time === undefined) return undefined;
  const offset = time - now();
  client.clockOffsetMs = offset;
  return offset;
}

function utcOf(body: XmlNode): number | undefined {
  const times = nodeAt(body, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime');
  // Devices without UTC check tokens against their local time.
  const utc = nodeAt(times, 'UTCDateTime') ?? nodeAt(times, 'LocalDateTime');
  const [year, month, day] = ['Year', 'Month', 'Day'].map((name) => Number(textAt(utc, 'Date', name)));
  const [hour, minute, second] = ['Hour', 'Minute', 'Second'].map((name) =>
    Number(textAt(utc, 'Time', name)),
  );
  const at = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second);
  // Years beyond 9999 cannot be written in a token.
  return Number.isFinite(at) && at >= 0 && at < 253_402_300_800_000 ? at : undefined;
}

/** ONVIF allows these requests without a user, so they prove nothing about the password. */
async function mediaServices(device: URL, client: SoapClient): Promise<MediaServices> {
  const sendWithFallback = async (body: string): Promise<SoapResponse> => {
    const response = await client.send(device, body);
    return response.kind === 'unauthorized' ? client.call(device, body) : response;
  };
  const services = await sendWithFallback(
    request('GetServices', '<IncludeCapability>false</IncludeCapability>'),
  );
  const found = services.kind === 'body' ? servicesOf(services.body, device) : {};
  if (found.media !== undefined || found.media2 !== undefined) return found;
  const capabilities = await sendWithFallback(request('GetCapabilities', '<Category>Media</Category>'));
  return capabilities.kind === 'body' ? capabilitiesOf(capabilities.body, device) : {};
}

/** Only the first request decides: a device that has responded once is listed with what it returned. */
function rejectUnreachable(response: SoapResponse): void {
  if (response.kind === 'failed')
    throw new VialogError(
      response.isBlocked ? 'STREAM_REFUSED' : 'DEVICE_UNREACHABLE',
      sentence(response.detail),
    );
  if (response.kind === 'rejected' && !response.isOnvif)
    throw new VialogError('DEVICE_UNREACHABLE', sentence(response.detail));
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function accessOf(
  { kind }: SoapResponse,
  { client, hasCredentials }: Pick<ReadDeviceOptions, 'client' | 'hasCredentials'>,
): OnvifAccess {
  if (kind === 'unauthorized') return hasCredentials ? 'rejected' : 'required';
  return client.acceptsCredentials ? 'accepted' : 'open';
}

function informationOf(body: XmlNode): Partial<OnvifReading> {
  const response = nodeAt(body, 'GetDeviceInformationResponse');
  const values = {
    maker: readableAt(response, 'Manufacturer'),
    hardwareModel: readableAt(response, 'Model'),
    firmware: readableAt(response, 'FirmwareVersion'),
    serialNumber: readableAt(response, 'SerialNumber'),
    hardwareId: readableAt(response, 'HardwareId'),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function scopeFactsOf(body: XmlNode): ScopeFacts {
  const scopes = nodesAt(nodeAt(body, 'GetScopesResponse'), 'Scopes');
  return scopeFacts(scopes.flatMap((scope) => textAt(scope, 'ScopeItem') ?? []));
}

function warningsOf({ otherHost }: MediaServices, clockOffsetMs = 0): readonly string[] {
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1_000);
  return [
    ...(otherHost === undefined
      ? []
      : [`The device names the host ${otherHost} for its media service; the host that you named is used.`]),
    ...(Math.abs(clockOffsetMs) < clockWarningMs
      ? []
      : [
          `The clock of the device is ${seconds} s ${clockOffsetMs < 0 ? 'behind' : 'ahead'}; set it by NTP.`,
        ]),
  ];
}
