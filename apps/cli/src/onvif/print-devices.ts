import type { OnvifProfile, OnvifReading } from '@vialog/contracts';

/** Lines for people about a device: what it is, its profiles with their URLs, and what is wrong. */
export function deviceLines(device: OnvifReading): readonly string[] {
  return [
    device.deviceUrl,
    ...facts(device).map(([name, value]) => `  ${name.padEnd(9)} ${value}`),
    ...device.profiles.flatMap(profileLines),
    ...device.warnings.map((warning) => `  warning: ${warning}`),
    ...(device.problem === undefined ? [] : [`  problem: ${device.problem}`]),
  ];
}

function facts(device: OnvifReading): readonly (readonly [string, string])[] {
  const model = [device.maker, device.hardwareModel ?? device.hardware].filter(Boolean).join(' ');
  const all: readonly (readonly [string, string | undefined])[] = [
    ['name', device.name],
    ['location', device.location],
    ['model', model === '' ? undefined : model],
    ['firmware', device.firmware],
    ['serial', device.serialNumber],
    ['access', device.access === 'unknown' ? undefined : device.access],
  ];
  return all.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
}

function profileLines(profile: OnvifProfile): readonly string[] {
  const { name, role, streams, snapshot } = profile;
  const marked = role === 'other' ? '' : ` (${role})`;
  return [
    `  profile ${name}${marked}: ${pictureOf(profile)}`,
    ...streams.map((stream) => `    ${stream.transport.padEnd(8)} ${stream.url}${remark(stream)}`),
    ...(snapshot === undefined ? [] : [`    snapshot ${snapshot.url}${remark(snapshot)}`]),
  ];
}

const remark = ({
  problem,
  warning,
}: {
  problem?: string | undefined;
  warning?: string | undefined;
}): string =>
  problem !== undefined
    ? `\n             rejected: ${problem}`
    : warning === undefined
      ? ''
      : `\n             ${warning}`;

function pictureOf({ encoding, width, height, fps, bitrateKbps, gop }: OnvifProfile): string {
  const parts = [
    encoding,
    width === undefined || height === undefined ? undefined : `${width} × ${height}`,
    fps === undefined ? undefined : `${fps} fps`,
    bitrateKbps === undefined ? undefined : `${bitrateKbps} kbit/s`,
    gop === undefined ? undefined : `key frame every ${gop}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
