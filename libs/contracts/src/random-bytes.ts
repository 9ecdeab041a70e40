/** Source of randomness: returns `count` cryptographically secure random bytes. Domain code receives one. */
export type RandomBytes = (count: number) => Uint8Array;
