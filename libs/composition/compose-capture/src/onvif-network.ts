import type { OnvifNetwork } from '@vialog/onvif';
import { SoapOnvifNetwork } from '@vialog/onvif-soap';
import type { Clock } from '@vialog/contracts';
import { resolveHost } from './resolve-host.ts';
import type { StreamSettings } from './stream-variables.ts';

/** Reaches the ONVIF devices in the network of this process, within the allowed address ranges. */
export const onvifNetwork = (
  { VIALOG_ALLOW_CIDRS: allowed }: Pick<StreamSettings, 'VIALOG_ALLOW_CIDRS'>,
  clock: Pick<Clock, 'now'>,
): OnvifNetwork => new SoapOnvifNetwork({ allowed, clock, resolve: resolveHost });
