import type { Credentials, OnvifInterface, OnvifReading } from '@vialog/contracts';

/** Reaches ONVIF devices in the network of one process. Every call is started by a person; nothing is searched without one. */
export interface OnvifNetwork {
  interfaces(): Promise<readonly OnvifInterface[]>;
  /**
   * Sends a WS-Discovery request on the interface with this address and collects the responses for some seconds. Connects to
   * no device.
   * @throws {VialogError} VALIDATION_FAILED when no interface has the address
   */
  discover(address: string): Promise<readonly OnvifReading[]>;
  /**
   * Reads one device.
   * @param host host, host:port or URL of the device service
   * @throws {VialogError} VALIDATION_FAILED for an invalid host, STREAM_REFUSED for an address that is not allowed,
   *   DEVICE_UNREACHABLE when no ONVIF device responds there
   */
  read(host: string, credentials?: Credentials): Promise<OnvifReading>;
}
