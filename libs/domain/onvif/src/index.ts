export { describeDevice } from './describe-device.ts';
export { deviceServiceUrl } from './device-service-url.ts';
export { type OnvifNetwork } from './onvif-network.port.ts';
export { withRoles, type ProfileWithoutRole } from './profile-roles.ts';
export { OnvifReviewList, type ReviewEntry, type ReviewListOptions } from './review-list.ts';
export { substreamOf } from './substream-of.ts';
