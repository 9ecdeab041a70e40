import {
  isoOf,
  streamIdentity,
  type Camera,
  type OnvifDevice,
  type OnvifProfile,
  type OnvifReading,
  type OnvifStream,
  type OnvifSuggestion,
} from '@vialog/contracts';
import { mainRegion } from '@vialog/registry';
import type { ReviewEntry } from './review-list.ts';

/**
 * An entry of the review list as it is returned: with the fields of a camera for each video source, and with the registered
 * cameras that are or may be the same.
 */
export function describeDevice(entry: ReviewEntry, cameras: readonly Camera[]): OnvifDevice {
  const { deviceId, region, reading, seenAt, expiresAt } = entry;
  const near = cameras.filter((camera) => mayBelongTo(camera, reading));
  return {
    ...reading,
    deviceId,
    region,
    suggestions: suggestionsOf(reading, region, near),
    seenAt: isoOf(seenAt),
    expiresAt: isoOf(expiresAt),
  };
}

function suggestionsOf(reading: OnvifReading, region: string, cameras: readonly Camera[]): OnvifSuggestion[] {
  const bySource = Map.groupBy(reading.profiles, ({ source }) => source);
  return [...bySource].map(([source, profiles]) => {
    const main = profiles.find(({ role }) => role === 'main');
    const substream = profiles.find(({ role }) => role === 'substream');
    const stream = main === undefined ? undefined : streamOf(main);
    const substreamUrl = substream?.streams.find(isUsable)?.url;
    return {
      source,
      name: nameOf(reading, bySource.size === 1 ? undefined : source),
      maker: (reading.maker ?? '').slice(0, 80),
      hardwareModel: (reading.hardwareModel ?? reading.hardware ?? '').slice(0, 80),
      tags: tagsOf(reading, region),
      ...(stream === undefined ? {} : { stream }),
      ...(substreamUrl === undefined ? {} : { substreamUrl }),
      needsCredentials: reading.access !== 'open',
      registered: registeredAs(reading, profiles, cameras),
    };
  });
}

/** TCP where it is offered, because it loses no packets; RTSP over HTTP cannot be sampled. */
function streamOf({ streams }: OnvifProfile): OnvifSuggestion['stream'] {
  const usable = streams.filter(isUsable);
  const chosen = usable.find(({ transport }) => transport === 'tcp') ?? usable[0];
  if (chosen === undefined) return undefined;
  return { url: chosen.url, transport: chosen.transport === 'udp' ? 'udp' : 'tcp' };
}

const isUsable = ({ problem, transport }: OnvifStream): boolean =>
  problem === undefined && transport !== 'http';

function nameOf({ name, hardwareModel, hardware, deviceUrl }: OnvifReading, source?: string): string {
  const device = name ?? hardwareModel ?? hardware ?? hostOf(deviceUrl);
  return (source === undefined ? device : `${device} ${source}`).slice(0, 120);
}

/** The serial number as a tag, so that the camera is recognised after its address has changed. */
function tagsOf(reading: OnvifReading, region: string): string[] {
  const serial = serialTagOf(reading);
  const regionTag = region === mainRegion ? [] : [`region:${region}`];
  return serial === undefined ? regionTag : [...regionTag, serial];
}

function serialTagOf({ serialNumber }: OnvifReading): string | undefined {
  const tag = `serial:${(serialNumber ?? '').trim()}`;
  return tag === 'serial:' || tag.length > 40 ? undefined : tag;
}

function mayBelongTo(camera: Camera, reading: OnvifReading): boolean {
  if (camera.lifecycle === 'retired') return false;
  const serial = serialTagOf(reading);
  if (serial !== undefined && camera.tags.includes(serial)) return true;
  return hostsOf(reading).has(hostOf(camera.stream.url));
}

function hostsOf({ deviceUrl, profiles }: OnvifReading): ReadonlySet<string> {
  const urls = profiles.flatMap(({ streams }) => streams.map(({ url }) => url));
  return new Set([deviceUrl, ...urls].map(hostOf));
}

/** Cameras with a stream of this video source; for others of the device the serial number or the host is a hint only. */
function registeredAs(
  reading: OnvifReading,
  profiles: readonly OnvifProfile[],
  cameras: readonly Camera[],
): OnvifSuggestion['registered'] {
  const own = new Set(profiles.flatMap(keysOf));
  const others = new Set(reading.profiles.filter((one) => !profiles.includes(one)).flatMap(keysOf));
  const serial = serialTagOf(reading);
  const matchOf = ({ stream, tags }: Camera): 'url' | 'serial' | 'host' | undefined => {
    const key = streamIdentity(stream.url);
    if (own.has(key)) return 'url';
    if (others.has(key)) return undefined;
    return serial !== undefined && tags.includes(serial) ? 'serial' : 'host';
  };
  return cameras.flatMap((camera) => {
    const by = matchOf(camera);
    return by === undefined ? [] : [{ cameraId: camera.cameraId, name: camera.name, by }];
  });
}

const keysOf = ({ streams, snapshot }: OnvifProfile): string[] =>
  [...streams, ...(snapshot === undefined ? [] : [snapshot])].map(({ url }) => streamIdentity(url));

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '');
