import type { OnvifStream, OnvifTransport } from '@vialog/contracts';
import type { ProfileWithoutRole } from '@vialog/onvif';
import type { StreamAddressRules } from '@vialog/network-guard';
import type { MediaServices } from './device-services.ts';
import { judgeUri } from './judge-uri.ts';
import { type ListedProfile, media1, media2, type MediaVersion } from './media-profiles.ts';
import type { SoapClient } from './soap-client.ts';

/** A recorder with 64 cameras has 128 profiles and more; its other channels are left out with a warning. */
const maxProfiles = 64;
/** Small web servers of cameras serve few connections at once. */
const concurrency = 3;
const transports: readonly OnvifTransport[] = ['tcp', 'udp', 'http'];

export interface ReadProfilesOptions {
  readonly client: SoapClient;
  readonly rules: StreamAddressRules;
}

export interface ProfilesRead {
  readonly profiles: readonly ProfileWithoutRole[];
  readonly problem?: string;
  readonly warnings: readonly string[];
}

/** One media service that responds. */
interface Media extends ReadProfilesOptions {
  readonly device: URL;
  readonly service: URL;
  readonly version: MediaVersion;
}

/** Reads the profiles and their URLs, from media service 2 where it responds. Never rejects. */
export async function readProfiles(
  device: URL,
  services: MediaServices,
  options: ReadProfilesOptions,
): Promise<ProfilesRead> {
  const candidates = candidatesOf(services);
  let problem: string | undefined = candidates.length === 0 ? noMedia : undefined;
  for (const { service, version } of candidates) {
    const response = await options.client.call(service, version.getProfiles);
    if (response.kind === 'unauthorized') return { profiles: [], problem: response.detail, warnings: [] };
    const listed = response.kind === 'body' ? version.profilesOf(response.body) : [];
    if (listed.length > 0) return withUrls(distinct(listed), { ...options, device, service, version });
    problem ??= response.kind === 'body' ? 'the device has no media profiles' : response.detail;
  }
  return { profiles: [], warnings: [], ...(problem === undefined ? {} : { problem }) };
}

const candidatesOf = ({
  media,
  media2: second,
}: MediaServices): { service: URL; version: MediaVersion }[] => [
  ...(second === undefined ? [] : [{ service: second, version: media2 }]),
  ...(media === undefined ? [] : [{ service: media, version: media1 }]),
];

const noMedia = 'the device names no media service, so it has no streams or requires credentials';

const distinct = (listed: readonly ListedProfile[]): readonly ListedProfile[] => [
  ...new Map(listed.filter(({ token }) => token !== '').map((one) => [one.token, one])).values(),
];

async function withUrls(listed: readonly ListedProfile[], media: Media): Promise<ProfilesRead> {
  const taken = listed.slice(0, maxProfiles);
  const profiles: ProfileWithoutRole[] = [];
  const failures = new Set<string>();
  const queue = taken.entries();
  const work = async (): Promise<void> => {
    for (const [index, profile] of queue) profiles[index] = await profileWithUrls(profile, media, failures);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const left = listed.length - taken.length;
  return {
    profiles,
    warnings: [
      ...(left === 0 ? [] : [`${left} more profiles were left out; the limit is ${maxProfiles}.`]),
      ...[...failures].slice(0, 5),
    ],
  };
}

async function profileWithUrls(
  profile: ListedProfile,
  media: Media,
  failures: Set<string>,
): Promise<ProfileWithoutRole> {
  const streams: OnvifStream[] = [];
  let failure: string | undefined;
  for (const transport of transports) {
    const uri = await uriFor(media, media.version.getStreamUri(profile.token, transport));
    if (uri.kind === 'uri') {
      streams.push({ transport, ...(await judgeUri(uri.uri, media.device, media.rules)) });
    } else failure ??= uri.detail;
  }
  if (streams.length === 0) failures.add(`Profile "${profile.name}" has no stream URL: ${failure}.`);
  const snapshot = await uriFor(media, media.version.getSnapshotUri(profile.token));
  return {
    ...profile,
    streams,
    ...(snapshot.kind === 'uri' ? { snapshot: await judgeUri(snapshot.uri, media.device, media.rules) } : {}),
  };
}

type UriResponse =
  { readonly kind: 'uri'; readonly uri: string } | { readonly kind: 'none'; readonly detail: string };

async function uriFor({ client, service, version }: Media, body: string): Promise<UriResponse> {
  const response = await client.call(service, body);
  if (response.kind !== 'body') return { kind: 'none', detail: response.detail };
  const uri = version.uriOf(response.body);
  return uri === undefined ? { kind: 'none', detail: 'the response has no URL' } : { kind: 'uri', uri };
}
