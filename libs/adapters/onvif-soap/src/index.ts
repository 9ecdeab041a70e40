export { SoapOnvifNetwork, type SoapOnvifNetworkOptions } from './soap-onvif-network.ts';
