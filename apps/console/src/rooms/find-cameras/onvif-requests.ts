import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OnvifDevice, OnvifDeviceList, OnvifInterfaces } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import type { TypedCredentials } from '../../forms/camera-draft.ts';

export const interfacesQuery = (region: string) =>
  queryOptions({
    queryKey: ['onvif', 'interfaces', region],
    queryFn: async () => {
      const path = `/v1/onvif/interfaces?${new URLSearchParams({ region }).toString()}`;
      return (await call<OnvifInterfaces>('GET', path)).items;
    },
    retry: false,
  });

export const devicesQuery = queryOptions({
  queryKey: ['onvif', 'devices'],
  queryFn: async () => (await call<OnvifDeviceList>('GET', '/v1/onvif/devices')).items,
});

/** Sends a search on one interface; the review list is read again afterwards. */
export function useDiscovery() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: { readonly address: string; readonly region: string }) =>
      call<OnvifDeviceList>('POST', '/v1/onvif/discoveries', input),
    onSuccess: refresh,
  });
}

export interface DeviceToRead extends TypedCredentials {
  readonly host: string;
  readonly region: string;
}

/** Reads one device with the typed credentials, if there are any. */
export function useReadDevice() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ host, region, username, password }: DeviceToRead) => {
      const credentials = username === '' && password === '' ? {} : { credentials: { username, password } };
      return call<OnvifDevice>('POST', '/v1/onvif/devices', { host, region, ...credentials });
    },
    onSuccess: refresh,
  });
}

export function useRemoveDevice() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (deviceId: string) => call<undefined>('DELETE', `/v1/onvif/devices/${deviceId}`),
    onSuccess: refresh,
  });
}

function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
}
