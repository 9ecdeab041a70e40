import {
  maskUrl,
  replaceUrlSecrets,
  splitCredentials,
  streamInput,
  type OnvifStream,
} from '@vialog/contracts';
import { checkStreamAddress, type StreamAddressRules } from '@vialog/network-guard';

/** A URL for people: without secrets, with the reason why it cannot be registered. */
export type JudgedUrl = Pick<OnvifStream, 'url' | 'problem' | 'warning'>;

/**
 * Judges a URL that a device returned. Nothing is requested there: its address is only checked, because a device can name any
 * host. User names, passwords and secret values in it are removed.
 */
export async function judgeUri(uri: string, device: URL, rules: StreamAddressRules): Promise<JudgedUrl> {
  const { url: plain, credentials } = splitCredentials(uri);
  const url = maskUrl(uri);
  const parsed = streamInput.safeParse({ url: plain });
  if (!parsed.success || !/^(rtsps?|https?):/i.test(plain)) {
    const found = parsed.error?.issues[0]?.message ?? 'expected rtsp or http';
    return { url: url.slice(0, 500), problem: `the device returned an invalid URL: ${found}` };
  }
  const target = new URL(plain);
  const checked = await checkStreamAddress(target, rules);
  if (!checked.ok) return { url, problem: checked.detail };
  const warning = warningFor(plain, target, device) ?? (credentials === undefined ? undefined : removed);
  return warning === undefined ? { url } : { url, warning };
}

const removed = 'the device put a user name and a password into the URL; they were removed';

function warningFor(plain: string, target: URL, device: URL): string | undefined {
  if (target.hostname.toLowerCase() !== device.hostname.toLowerCase())
    return `the device names the host ${target.hostname}, not ${device.hostname}; use it only if you know this host`;
  let hasSecret = false;
  replaceUrlSecrets(plain, (_name, value) => {
    hasSecret = true;
    return value;
  });
  return hasSecret
    ? 'secret values in the URL are replaced by ***; type them before the camera is saved'
    : undefined;
}
