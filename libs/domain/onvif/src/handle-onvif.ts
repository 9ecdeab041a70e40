import {
  credentials as credentialsSchema,
  VialogError,
  type Credentials,
  type IngestReplyOf,
  type IngestRequestOf,
} from '@vialog/contracts';
import type { IngestHandlers } from '@vialog/ingest';
import { credentialsOwner, type SecretOpener } from '@vialog/registry';
import type { OnvifNetwork } from './onvif-network.port.ts';

export interface OnvifHandlerPorts {
  readonly onvif: OnvifNetwork;
  /** Decrypts the credentials of a request. */
  readonly secrets: SecretOpener | undefined;
}

type Rejection = Extract<IngestReplyOf<'onvifDevice'>, { kind: 'rejected' }>;
const rejections: readonly string[] = [
  'VALIDATION_FAILED',
  'STREAM_REFUSED',
  'DEVICE_UNREACHABLE',
] satisfies Rejection['code'][];

/** Responds to requests about ONVIF devices in the process that captures cameras: it has the network access and the key. */
export function onvifHandlers({
  onvif,
  secrets,
}: OnvifHandlerPorts): Pick<IngestHandlers, 'onvifInterfaces' | 'onvifDiscovery' | 'onvifDevice'> {
  return {
    onvifInterfaces: async () => ({
      kind: 'answered',
      content: { items: [...(await onvif.interfaces())] },
    }),
    onvifDiscovery: async ({ address }) => ({
      kind: 'answered',
      content: await orRejection(async () => ({
        kind: 'found' as const,
        devices: [...(await onvif.discover(address))],
      })),
    }),
    onvifDevice: async (request) => {
      const credentials = await openedCredentials(request, secrets);
      const read = async () => ({
        kind: 'read' as const,
        device: await onvif.read(request.host, credentials),
      });
      return { kind: 'answered', content: await orRejection(read) };
    },
  };
}

async function openedCredentials(
  { cameraId, credentials }: IngestRequestOf<'onvifDevice'>,
  secrets: SecretOpener | undefined,
): Promise<Credentials | undefined> {
  if (credentials === undefined) return undefined;
  if (secrets === undefined) throw new Error('This process has no key for credentials.');
  const text = await secrets.open(credentialsOwner(cameraId), credentials);
  return credentialsSchema.parse(JSON.parse(text));
}

async function orRejection<T>(work: () => Promise<T>): Promise<T | Rejection> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VialogError) || !rejections.includes(error.code)) throw error;
    const path = error.details[0]?.path;
    return {
      kind: 'rejected',
      code: error.code as Rejection['code'],
      detail: error.message.slice(0, 1_000),
      ...(path === undefined ? {} : { path }),
    };
  }
}
