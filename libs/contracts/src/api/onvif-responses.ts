import { z } from 'zod';
import { credentials } from '../records/stream-secrets.ts';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';

/** Transports of an RTSP stream that ONVIF offers: RTP over UDP, RTP in the RTSP connection, RTP and RTSP over HTTP. */
export const onvifTransports = ['tcp', 'udp', 'http'] as const;
export type OnvifTransport = (typeof onvifTransports)[number];

const region = z
  .string()
  .regex(/^[a-z0-9-]{1,32}$/, 'expected a region like main or north: a-z 0-9 -')
  .default('main')
  .describe('Region whose ingest or edge connects to the device (city profile); standalone: main');

export const onvifInterface = z
  .strictObject({
    name: z.string().describe('Name of the network interface, e.g. eth0'),
    address: z.ipv4().describe('IPv4 address of the interface'),
    prefixLength: z.int().min(0).max(32).describe('Length of the network prefix, bits'),
    isLoopback: z.boolean().describe('Reaches only this host'),
  })
  .describe('A network interface on which a discovery can be started');
export type OnvifInterface = z.infer<typeof onvifInterface>;

export const onvifInterfaces = z
  .object({ items: z.array(onvifInterface).describe('Interfaces with an IPv4 address') })
  .describe('Network interfaces of the process that would discover devices');
export type OnvifInterfaces = z.infer<typeof onvifInterfaces>;

export const onvifInterfacesQuery = z.strictObject({ region });

export const onvifDiscoveryInput = z
  .strictObject({
    address: z
      .ipv4('expected the IPv4 address of an interface, as GET /v1/onvif/interfaces lists them')
      .describe('Address of the interface on which the multicast request is sent'),
    region,
  })
  .describe('A search for ONVIF devices on one network interface');
export type OnvifDiscoveryInput = z.infer<typeof onvifDiscoveryInput>;

export const onvifDeviceInput = z
  .strictObject({
    host: z
      .string()
      .trim()
      .min(1, 'expected a host like 192.0.2.5 or 192.0.2.5:8080')
      .max(300)
      .describe('Host, host:port, or URL of the device service'),
    credentials: credentials
      .optional()
      .describe('User name and password at the device; used for this request and not stored'),
    region,
  })
  .describe('An ONVIF device to read');
export type OnvifDeviceInput = z.infer<typeof onvifDeviceInput>;

export const onvifDeviceId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'expected 12 characters of 0-9 a-f')
  .describe('Id in the review list: depends on region, host and port');

const deviceText = z.string().max(200);

export const onvifStream = z
  .strictObject({
    transport: z.enum(onvifTransports).describe('tcp: RTP in the RTSP connection; udp; http: tunnelled'),
    url: z.string().describe('Stream URL without user name, password and secret values'),
    problem: z
      .string()
      .optional()
      .describe('Why this URL cannot be registered, e.g. an address that is not allowed'),
    warning: z.string().optional().describe('What deserves a check, e.g. a URL of another host'),
  })
  .describe('A stream URL of a profile');
export type OnvifStream = z.infer<typeof onvifStream>;

export const onvifProfile = z
  .strictObject({
    token: deviceText.describe('Token of the profile at the device'),
    name: deviceText.describe('Name of the profile'),
    source: deviceText.describe('Token of the video source; profiles of one source show the same view'),
    role: z
      .enum(['main', 'substream', 'other'])
      .describe('main: most pixels of its source; substream: the small one that still suits counting'),
    encoding: deviceText.optional().describe('Video encoder: H264, H265, JPEG or another name'),
    width: z.int().min(0).optional().describe('Width, px'),
    height: z.int().min(0).optional().describe('Height, px'),
    fps: z.number().min(0).optional().describe('Upper limit of the rate, 1/s'),
    bitrateKbps: z.number().min(0).optional().describe('Upper limit of the bit rate, kbit/s'),
    gop: z.number().min(0).optional().describe('Distance from key frame to key frame, number'),
    streams: z.array(onvifStream).describe('Stream URLs by transport; empty when none could be read'),
    snapshot: onvifStream
      .pick({ url: true, problem: true, warning: true })
      .optional()
      .describe('URL of single pictures over HTTP'),
  })
  .describe('A media profile of an ONVIF device');
export type OnvifProfile = z.infer<typeof onvifProfile>;

/** What the device says about whether it knows the user. */
export const onvifAccess = z
  .enum(['unknown', 'open', 'required', 'accepted', 'rejected'])
  .describe(
    'unknown: not read yet; open: responds without credentials; required: needs credentials; accepted or rejected: the given ones',
  );
export type OnvifAccess = z.infer<typeof onvifAccess>;

/** Facts of a device as they come from the network, before the registry is looked at. */
export const onvifReading = z
  .strictObject({
    deviceUrl: z.string().describe('URL of the device service'),
    foundBy: z
      .enum(['discovery', 'host'])
      .describe('discovery: it responded to a search; host: a person named it'),
    endpoint: deviceText.optional().describe('Endpoint reference of the device, e.g. urn:uuid:…'),
    access: onvifAccess,
    name: deviceText.optional().describe('Name in the scopes'),
    location: deviceText.optional().describe('Location in the scopes'),
    hardware: deviceText.optional().describe('Hardware in the scopes'),
    maker: deviceText.optional().describe('Manufacturer'),
    hardwareModel: deviceText.optional().describe('Model'),
    firmware: deviceText.optional().describe('Firmware version'),
    serialNumber: deviceText.optional().describe('Serial number'),
    hardwareId: deviceText.optional().describe('Hardware id'),
    clockOffsetMs: z.int().optional().describe('Clock of the device minus clock of this server, ms'),
    profiles: z.array(onvifProfile).max(64).describe('Media profiles, at most 64'),
    problem: z.string().optional().describe('Why the device could not be read completely'),
    warnings: z.array(z.string()).max(40).describe('What deserves a check'),
  })
  .describe('What an ONVIF device returned');
export type OnvifReading = z.infer<typeof onvifReading>;

export const onvifSuggestion = z
  .object({
    source: deviceText.describe('Token of the video source'),
    name: z.string().describe('Display name'),
    maker: z.string().describe('Manufacturer'),
    hardwareModel: z.string().describe('Model name of the device'),
    tags: z.array(z.string()).describe('Tags: serial number, and the region unless it is main'),
    stream: z
      .object({
        url: z.string().describe('URL of the main stream'),
        transport: z.enum(['tcp', 'udp']).describe('RTP transport'),
      })
      .optional()
      .describe('Stream of the camera; absent when no URL can be registered'),
    substreamUrl: z.string().optional().describe('URL of the substream'),
    needsCredentials: z.boolean().describe('The stream needs the user name and the password'),
    registered: z
      .array(
        z.object({
          cameraId,
          name: z.string().describe('Display name'),
          by: z
            .enum(['url', 'serial', 'host'])
            .describe(
              'url: same stream; serial: tag with the serial number; host: another stream of this host',
            ),
        }),
      )
      .describe('Registered cameras that are or may be this one'),
  })
  .describe('Fields of POST /v1/cameras for one video source of a device; nothing is added automatically');
export type OnvifSuggestion = z.infer<typeof onvifSuggestion>;

export const onvifDevice = onvifReading
  .extend({
    deviceId: onvifDeviceId,
    region: z.string().describe('Region whose process can reach the device'),
    suggestions: z.array(onvifSuggestion).describe('One per video source'),
    seenAt: instant.describe('Time of the last response'),
    expiresAt: instant.describe('Time at which the entry leaves the review list'),
  })
  .describe('An entry of the review list of ONVIF devices; in memory only');
export type OnvifDevice = z.infer<typeof onvifDevice>;

export const onvifDeviceList = z
  .object({ items: z.array(onvifDevice).describe('Newest first') })
  .describe('Review list of ONVIF devices');
export type OnvifDeviceList = z.infer<typeof onvifDeviceList>;
