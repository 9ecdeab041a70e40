export { type OnvifHandlerPorts, onvifHandlers } from './handle-onvif.ts';
export { deviceServiceUrl } from './device-service-url.ts';
export { type OnvifNetwork } from './onvif-network.port.ts';
export { withRoles, type ProfileWithoutRole } from './profile-roles.ts';
export {
  discoverOnvifDevices,
  listOnvifDevices,
  onvifInterfacesOf,
  readOnvifDevice,
  type RequestOnvifPorts,
} from './request-onvif.ts';
export { OnvifReviewList, type ReviewEntry, type ReviewListOptions } from './review-list.ts';
export { substreamOf, type Substream } from './substream-of.ts';
