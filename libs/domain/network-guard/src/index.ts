export { type AddressRanges, isAllowedAddress, parseAddressRanges } from './address-rules.ts';
export {
  checkStreamAddress,
  checkStreamAddressWithin,
  type RejectedAddress,
  type ResolveHost,
  type StreamAddressCheck,
  type StreamAddressRules,
} from './check-stream-address.ts';
export { scrubCredentials } from './scrub-credentials.ts';
