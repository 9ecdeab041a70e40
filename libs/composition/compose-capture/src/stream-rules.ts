import { isIP } from 'node:net';
import { clipPath } from '@vialog/capture-ffmpeg';
import { parseSceneUrl } from '@vialog/capture-synthetic';
import { canonicalHost, streamKindOf, type Stream } from '@vialog/contracts';
import { isAllowedAddress } from '@vialog/network-guard';
import type { StreamRules } from '@vialog/registry';
import type { StreamSettings } from './stream-variables.ts';

/**
 * Rejects at registration what is certain to fail later: addresses that are not allowed, clips outside the media folder,
 * unknown scenes. Host names are resolved and checked at each connection.
 */
export function streamRules(settings: StreamSettings): StreamRules {
  return {
    rejection: async (stream: Stream) => {
      switch (streamKindOf(stream.url)) {
        case 'synthetic':
          return sceneRejection(stream.url);
        case 'file':
          return fileRejection(stream.url, settings.VIALOG_MEDIA_DIR);
        case 'rtsp':
        case 'snapshot':
          return addressRejection(stream.url, settings);
        case 'counter':
          return undefined;
      }
    },
  };
}

function sceneRejection(url: string): string | undefined {
  try {
    parseSceneUrl(url);
    return undefined;
  } catch (error) {
    return Error.isError(error) ? error.message : String(error);
  }
}

async function fileRejection(url: string, mediaDir: string | undefined): Promise<string | undefined> {
  const found = await clipPath(url, mediaDir);
  return found.ok ? undefined : found.fault.detail;
}

function addressRejection(url: string, { VIALOG_ALLOW_CIDRS }: StreamSettings): string | undefined {
  const host = canonicalHost(new URL(url).hostname).replace(/^\[|\]$/g, '');
  const literal = /(^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : host;
  if (isIP(literal) === 0 || isAllowedAddress(literal, VIALOG_ALLOW_CIDRS)) return undefined;
  return `${host} is not a public address; add its range to VIALOG_ALLOW_CIDRS to allow it`;
}
