import { streamIdentity, type OnvifProfile, type OnvifReading } from '@vialog/contracts';

/** A smaller stream of the same view. */
export interface Substream {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  readonly encoding?: string;
}

/**
 * The substream of the view that a stream URL shows, if one of the devices names that URL as another of its streams;
 * undefined when no device knows the URL, or it is the substream itself.
 */
export function substreamOf(
  devices: readonly Pick<OnvifReading, 'profiles'>[],
  streamUrl: string,
): Substream | undefined {
  const key = streamIdentity(streamUrl);
  for (const { profiles } of devices) {
    const requested = profiles.find(({ streams }) => streams.some(({ url }) => streamIdentity(url) === key));
    if (requested === undefined) continue;
    const found = profiles.find(({ source, role }) => source === requested.source && role === 'substream');
    return found === undefined || found === requested ? undefined : substreamFrom(found);
  }
  return undefined;
}

function substreamFrom({ streams, width, height, encoding }: OnvifProfile): Substream | undefined {
  const usable = streams.find(({ problem }) => problem === undefined);
  if (usable === undefined) return undefined;
  return {
    url: usable.url,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}
