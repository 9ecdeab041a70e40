import { OnvifDevice, type OnvifDeviceOptions, type OnvifTestProfile } from '@vialog/testkit';
import { parseAddressRanges } from '@vialog/network-guard';
import { SoapOnvifNetwork, type SoapOnvifNetworkOptions } from './soap-onvif-network.ts';

export const login = { username: 'admin', password: 'p&<ö@ss' };

const stream = (path: string): OnvifTestProfile['streams'] => ({
  tcp: `rtsp://127.0.0.1:8554/${path}`,
  udp: `rtsp://127.0.0.1:8554/${path}`,
});

/** Main stream, substream and a third one of one view. */
export const threeProfiles: readonly OnvifTestProfile[] = [
  {
    token: 'sub<1>',
    name: 'sub',
    source: 'VS0',
    encoding: 'H264',
    width: 640,
    height: 360,
    fps: 12,
    bitrateKbps: 512,
    gop: 24,
    streams: stream('ch1?subtype=1&proto=Onvif'),
  },
  {
    token: 'main',
    name: 'main 主',
    source: 'VS0',
    encoding: 'H265',
    width: 3840,
    height: 2160,
    gop: 50,
    streams: { ...stream('ch1?subtype=0&proto=Onvif'), http: 'http://127.0.0.1:8554/ch1' },
    snapshot: 'http://127.0.0.1:8080/snap.jpg?channel=1&size=big',
  },
  {
    token: 'tiny',
    name: 'tiny',
    source: 'VS0',
    encoding: 'JPEG',
    width: 320,
    height: 180,
    streams: stream('t'),
  },
];

/** Allows loopback, as an administrator would with VIALOG_ALLOW_CIDRS. */
export function networkWith(options: Partial<SoapOnvifNetworkOptions> = {}): SoapOnvifNetwork {
  return new SoapOnvifNetwork({
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: (host) => Promise.resolve([host]),
    clock: { now: () => Date.now() },
    ...options,
  });
}

const started: OnvifDevice[] = [];

/** A device that `stopDevices` ends. */
export async function deviceWith(options: OnvifDeviceOptions = {}): Promise<OnvifDevice> {
  const device = await OnvifDevice.start({ profiles: threeProfiles, ...options });
  started.push(device);
  return device;
}

export async function stopDevices(): Promise<void> {
  await Promise.all(started.splice(0).map((device) => device.stop()));
}
