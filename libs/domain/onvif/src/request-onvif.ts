import {
  VialogError,
  type IngestReplyOf,
  type IngestRequestKind,
  type IngestRequestOf,
  type OnvifDevice,
  type OnvifDeviceInput,
  type OnvifDiscoveryInput,
  type OnvifInterface,
} from '@vialog/contracts';
import type { IngestRequests } from '@vialog/ingest';
import { credentialsOwner, newId, type Registry } from '@vialog/registry';
import { describeDevice } from './describe-device.ts';
import type { OnvifReviewList } from './review-list.ts';

export interface RequestOnvifPorts {
  readonly registry: Pick<Registry, 'cameras' | 'secrets' | 'random'>;
  readonly ingestRequests: IngestRequests;
  readonly list: OnvifReviewList;
}

/** Longer than the time that the process gives one device (20 s) or one search (4 s). */
const deadlineMs = 25_000;

/**
 * The network interfaces of a process of the region.
 * @throws {VialogError} CAPTURE_UNAVAILABLE
 */
export async function onvifInterfacesOf(
  ports: Pick<RequestOnvifPorts, 'ingestRequests'>,
  region: string,
): Promise<OnvifInterface[]> {
  return (await sent<'onvifInterfaces'>(ports, { v: 1, kind: 'onvifInterfaces' }, region)).items;
}

/**
 * Has a process of the region search for devices on one interface, and puts them on the review list.
 * @throws {VialogError} VALIDATION_FAILED, CAPTURE_UNAVAILABLE
 */
export async function discoverOnvifDevices(
  ports: RequestOnvifPorts,
  { address, region }: OnvifDiscoveryInput,
): Promise<OnvifDevice[]> {
  const reply = await sent<'onvifDiscovery'>(ports, { v: 1, kind: 'onvifDiscovery', address }, region);
  if (reply.kind === 'rejected') throw rejectionOf(reply);
  const cameras = ports.registry.cameras.newest();
  return reply.devices.map((device) => describeDevice(ports.list.add(region, device), cameras));
}

/**
 * Has a process of the region read one device, and puts it on the review list. The credentials travel encrypted and are kept
 * nowhere.
 * @throws {VialogError} VALIDATION_FAILED, STREAM_REFUSED, DEVICE_UNREACHABLE, SECRETS_UNAVAILABLE, CAPTURE_UNAVAILABLE
 */
export async function readOnvifDevice(
  ports: RequestOnvifPorts,
  input: OnvifDeviceInput,
): Promise<OnvifDevice> {
  const { region } = input;
  const reply = await sent<'onvifDevice'>(ports, await sealedRequest(ports, input), region);
  if (reply.kind === 'rejected') throw rejectionOf(reply);
  return describeDevice(ports.list.add(region, reply.device), ports.registry.cameras.newest());
}

/** The review list, newest first. */
export function listOnvifDevices({
  registry,
  list,
}: Pick<RequestOnvifPorts, 'registry' | 'list'>): OnvifDevice[] {
  const cameras = registry.cameras.newest();
  return list.entries().map((entry) => describeDevice(entry, cameras));
}

async function sealedRequest(
  { registry }: RequestOnvifPorts,
  { host, credentials }: OnvifDeviceInput,
): Promise<IngestRequestOf<'onvifDevice'>> {
  const cameraId = newId(registry.random);
  const request = { v: 1, kind: 'onvifDevice', host, cameraId } as const;
  if (credentials === undefined) return request;
  const { username, password } = credentials;
  const text = JSON.stringify({ username, password });
  return { ...request, credentials: await registry.secrets.seal(credentialsOwner(cameraId), text) };
}

async function sent<K extends IngestRequestKind>(
  { ingestRequests }: Pick<RequestOnvifPorts, 'ingestRequests'>,
  request: IngestRequestOf<K>,
  region: string,
): Promise<IngestReplyOf<K>> {
  const reply = await ingestRequests.send<K>(request, { to: { kind: 'region', region }, deadlineMs });
  if (reply.kind === 'failed') throw new VialogError('CAPTURE_UNAVAILABLE', reply.detail);
  return reply.content;
}

function rejectionOf(rejection: Extract<IngestReplyOf<'onvifDevice'>, { kind: 'rejected' }>): VialogError {
  const { code, detail, path } = rejection;
  const message = detail.replace(/^Invalid [a-z]+: /, '');
  return new VialogError(code, detail, path === undefined ? {} : { details: [{ path, message }] });
}
